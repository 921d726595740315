namespace RuleCompiler;

/// <summary>
/// What the deeplift package calls <c>genomics_default</c>: the Rescale rule behind convolutions, RevealCancel behind
/// dense layers. Complete, through maximum pools, too.
/// </summary>
[Composite(Defaults = Defaults.Gradient, Start = OutputRelevance.One)]
[Source("shrikumar2017learning", Eq = "section 3.5.3")]
public sealed partial class DeepLiftGenomics
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Dense => new DeepLiftLinear(),
            Add or AvgPool or GlobalAvgPool or BatchNorm or Affine => new DeepLiftSum(),
            MaxPool => new DeepLiftMaxPool(),
            Multiply => new DeepLiftProduct(),
            Activation { FollowsDense: true } => new RevealCancel(),
            Activation => new Rescale(),
            _ => null,
        };

    private static float Finish(Multipliers r, float x, float x0) =>
        r.Pos * Scalars.Pos(x - x0) + r.Neg * Scalars.Neg(x - x0);
}

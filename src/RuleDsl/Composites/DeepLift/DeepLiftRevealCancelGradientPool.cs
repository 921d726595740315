namespace RuleCompiler;

/// <summary>
/// DeepLIFT with the RevealCancel rule, and the gradient through maximum pools, as the deeplift package has it. Not
/// complete where the winners of x and x0 differ: see <see cref="DeepLiftRevealCancel"/>.
/// </summary>
[Composite(Defaults = Defaults.Gradient, Start = OutputRelevance.One)]
[Source("shrikumar2017learning", Eq = "section 3.5.3")]
public sealed partial class DeepLiftRevealCancelGradientPool
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Dense or Conv2d => new DeepLiftLinear(),
            Add or AvgPool or GlobalAvgPool or BatchNorm or Affine => new DeepLiftSum(),
            Multiply => new DeepLiftProduct(),
            Activation => new RevealCancel(),
            _ => null,
        };

    private static float Finish(Multipliers r, float x, float x0) =>
        r.Pos * Scalars.Pos(x - x0) + r.Neg * Scalars.Neg(x - x0);
}

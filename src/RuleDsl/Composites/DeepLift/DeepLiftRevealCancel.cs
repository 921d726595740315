namespace RuleCompiler;

/// <summary>
/// DeepLIFT with the RevealCancel rule at every nonlinearity and the linear rule of positive and negative parts:
/// Σ R = f(x) − f(x0). The reference x0 is <c>ExplainerOptions.Reference</c>, zeros unless given.
/// </summary>
[Composite(Defaults = Defaults.Gradient, Start = OutputRelevance.One)]
[Source("shrikumar2017learning", Eq = "section 3.5.3")]
public sealed partial class DeepLiftRevealCancel
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Dense or Conv2d => new DeepLiftLinear(),
            Add or AvgPool or GlobalAvgPool or BatchNorm or Affine => new DeepLiftSum(),
            MaxPool => new DeepLiftMaxPool(),
            Multiply => new DeepLiftProduct(),
            Activation => new RevealCancel(),
            _ => null,
        };

    private static float Finish(Multipliers r, float x, float x0) =>
        r.Pos * Scalars.Pos(x - x0) + r.Neg * Scalars.Neg(x - x0);
}

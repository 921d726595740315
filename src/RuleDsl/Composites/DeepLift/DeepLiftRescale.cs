namespace RuleCompiler;

/// <summary>
/// DeepLIFT with the Rescale rule at every nonlinearity: Σ R = f(x) − f(x0), through maximum pools and products, too.
/// The reference x0 is <c>ExplainerOptions.Reference</c>, zeros unless given.
/// </summary>
[Composite(Defaults = Defaults.Gradient, Start = OutputRelevance.One)]
[Source("shrikumar2017learning", Eq = "section 3.5.2")]
public sealed partial class DeepLiftRescale
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Activation => new Rescale(),
            MaxPool => new DeepLiftMaxPool(),
            Multiply => new DeepLiftProduct(),
            _ => null,
        };

    private static float Finish(float r, float x, float x0) => r * (x - x0);
}

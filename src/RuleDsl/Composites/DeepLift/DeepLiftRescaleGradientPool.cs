namespace RuleCompiler;

/// <summary>
/// DeepLIFT with the Rescale rule, and the gradient through maximum pools: what the deeplift package does, and Captum
/// where a pool follows a ReLU. Not complete where the winners of x and x0 differ: see <see cref="DeepLiftRescale"/>.
/// </summary>
[Composite(Defaults = Defaults.Gradient, Start = OutputRelevance.One)]
[Source("shrikumar2017learning", Eq = "section 3.5.2")]
public sealed partial class DeepLiftRescaleGradientPool
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Activation => new Rescale(),
            Multiply => new DeepLiftProduct(),
            _ => null,
        };

    private static float Finish(float r, float x, float x0) => r * (x - x0);
}

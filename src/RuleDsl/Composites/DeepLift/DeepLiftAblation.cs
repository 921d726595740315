namespace RuleCompiler;

/// <summary>
/// The ablation of DeepLIFT by Sixt et al.: Rescale at nonlinearities, and linear layers in which the multipliers of
/// the positive and the negative part do not mix. It converges to a rank-1 matrix, as DeepLIFT does not, and is not
/// complete.
/// </summary>
[Composite(Defaults = Defaults.Gradient, Start = OutputRelevance.One)]
[Source("sixt2020when", Eq = "13, text below")]
public sealed partial class DeepLiftAblation
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Dense or Conv2d => new DecoupledLinear(),
            Activation => new Rescale(),
            _ => null,
        };

    private static float Finish(float r, float x, float x0) => r * (x - x0);
}

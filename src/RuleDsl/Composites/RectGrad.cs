namespace RuleCompiler;

/// <summary>
/// RectGrad: the gradient, but a ReLU lets through only the 2 % of a layer's units whose activation times relevance is
/// largest.
/// </summary>
[Composite(Defaults = Defaults.Gradient, Start = OutputRelevance.One)]
[Source("kim2019saliency")]
[Source("sixt2020when", Eq = "section 2.2")]
public sealed partial class RectGrad
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) =>
        layer switch
        {
            ReLU => new RectifiedGradient(),
            _ => null,
        };
}

namespace RuleCompiler;

/// <summary>
/// The deconvolution network: the gradient, but a ReLU rectifies what arrives, whatever it did on the way up.
/// </summary>
[Composite(Defaults = Defaults.Gradient, Start = OutputRelevance.One)]
[Source("zeiler2014visualizing")]
[Source("sixt2020when", Eq = "14")]
public sealed partial class Deconvnet
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) =>
        layer switch
        {
            ReLU => new Deconvolution(),
            _ => null,
        };
}

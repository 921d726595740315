namespace RuleCompiler;

/// <summary>
/// Guided BP: the gradient, but only the positive part of what arrives at a ReLU goes through it.
/// </summary>
[Composite(Defaults = Defaults.Gradient, Start = OutputRelevance.One)]
[Source("springenberg2015striving")]
[Source("sixt2020when", Eq = "14")]
public sealed partial class GuidedBackprop
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) =>
        layer switch
        {
            ReLU => new Guided(),
            _ => null,
        };
}

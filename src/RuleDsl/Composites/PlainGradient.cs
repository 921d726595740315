namespace RuleCompiler;

/// <summary>The gradient of the explained output with respect to the input.</summary>
[Composite(Defaults = Defaults.Gradient, Start = OutputRelevance.One)]
[Source("simonyan2014deep", Eq = "section 3")]
public sealed partial class PlainGradient
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) => null;
}

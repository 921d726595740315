namespace RuleCompiler;

/// <summary>Sensitivity analysis: the square of the gradient.</summary>
[Composite(Defaults = Defaults.Gradient, Start = OutputRelevance.One)]
[Source("simonyan2014deep", Eq = "section 3")]
[Source("montavon2018methods")]
public sealed partial class Sensitivity
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) => null;

    private static float Finish(float r) => r * r;
}

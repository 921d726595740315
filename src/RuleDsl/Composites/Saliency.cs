using static RuleCompiler.Scalars;

namespace RuleCompiler;

/// <summary>The absolute value of the gradient.</summary>
[Composite(Defaults = Defaults.Gradient, Start = OutputRelevance.One)]
[Source("simonyan2014deep", Eq = "section 3")]
public sealed partial class Saliency
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) => null;

    private static float Finish(float r) => Abs(r);
}

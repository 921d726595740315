namespace RuleCompiler;

/// <summary>Gradient × input.</summary>
[Composite(Defaults = Defaults.Gradient, Start = OutputRelevance.One)]
[Source("shrikumar2016not")]
public sealed partial class InputXGradient
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) => null;

    private static float Finish(float r, float x) => r * x;
}

using RuleCompiler;
using static RuleCompiler.Scalars;

namespace ThirdParty;

[Rule]
public sealed partial record Quadratic(float Scale) : Rule
{
    float Contribution(float a, float w) => Pos(a * w) * Abs(a) * Scale;

    float Share(float r, float z) => r / Away(z);
}

[Composite]
public sealed partial class AllQuadratic
{
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Dense => new Quadratic(2f),
            _ => null,
        };
}

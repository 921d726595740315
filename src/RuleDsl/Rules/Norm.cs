using static RuleCompiler.Scalars;

namespace RuleCompiler;

/// <summary>Sharing in proportion to what each input adds to the sum: the ε-rule with ε = 1e-6.</summary>
[Rule]
[Source("bach2015pixel", Eq = "58")]
public sealed partial record Norm : Rule
{
    private float Contribution(float a, float w) => a * w;

    private float Share(float r, float z) => r / Away(z);
}

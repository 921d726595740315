using static RuleCompiler.Scalars;

namespace RuleCompiler;

/// <summary>The flat rule: relevance is spread evenly over a unit's inputs; the bias takes none.</summary>
[Rule(Bias = Bias.Ignore)]
[Source("lapuschkin2019unmasking")]
public sealed partial record Flat : Rule
{
    private float Contribution() => 1;

    private float Share(float r, float z) => r / Away(z);
}

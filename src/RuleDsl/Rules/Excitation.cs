using static RuleCompiler.Scalars;

namespace RuleCompiler;

/// <summary>
/// The rule of Excitation BP: R_j = Σ_k (a_j w_jk)⁺ / Σ_j (a_j w_jk)⁺ · R_k, the z⁺-rule without bias. The paper states
/// it for a ≥ 0.
/// </summary>
[Rule(Bias = Bias.Ignore)]
[Source("zhang2018top")]
public sealed partial record Excitation : Rule
{
    private float Contribution(float a, float w) => Pos(a * w);

    private float Share(float r, float z) => r / Away(z);
}

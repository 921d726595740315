using static RuleCompiler.Scalars;

namespace RuleCompiler;

/// <summary>The z⁺-rule: only positive contributions count, R_j = Σ_k (a_j w_jk)⁺ / Σ_j (a_j w_jk)⁺ · R_k.</summary>
[Rule]
[Source("montavon2017explaining", Eq = "section 4")]
public sealed partial record ZPlus : Rule
{
    private float Contribution(float a, float w) => Pos(a * w);

    private float Share(float r, float z) => r / Away(z);
}

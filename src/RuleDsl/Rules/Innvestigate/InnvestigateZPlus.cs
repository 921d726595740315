using static RuleCompiler.Scalars;

namespace RuleCompiler;

/// <summary>
/// The z⁺-rule as iNNvestigate has it: R_j = Σ_k (a_j w_jk)⁺ / Σ_j (a_j w_jk)⁺ · R_k without bias, and 1e-7 in place of a
/// sum that is exactly zero.
/// </summary>
[Rule(Bias = Bias.Ignore)]
[Source("alber2019innvestigate")]
[Source("montavon2017explaining", Eq = "section 4")]
public sealed partial record InnvestigateZPlus : Rule
{
    private float Contribution(float a, float w) => Pos(a * w);

    private float Share(float r, float z) => r / (z == 0 ? 1e-7f : z);
}

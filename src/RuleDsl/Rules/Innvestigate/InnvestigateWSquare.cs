namespace RuleCompiler;

/// <summary>
/// The w²-rule as iNNvestigate has it: R_j = Σ_k w²_jk / Σ_j w²_jk · R_k without bias, and 1e-7 in place of a sum that is
/// exactly zero.
/// </summary>
[Rule(Bias = Bias.Ignore)]
[Source("alber2019innvestigate")]
[Source("montavon2017explaining", Eq = "section 4")]
public sealed partial record InnvestigateWSquare : Rule
{
    private float Contribution(float w) => w * w;

    private float Share(float r, float z) => r / (z == 0 ? 1e-7f : z);
}

namespace RuleCompiler;

/// <summary>
/// The z-rule as iNNvestigate has it: R_j = Σ_k a_j w_jk / z_k · R_k, and 1e-7 in place of a z_k that is exactly zero.
/// </summary>
[Rule]
[Source("alber2019innvestigate")]
[Source("bach2015pixel", Eq = "56")]
public sealed partial record InnvestigateZ : Rule
{
    private float Contribution(float a, float w) => a * w;

    private float Share(float r, float z) => r / (z == 0 ? 1e-7f : z);
}

namespace RuleCompiler;

/// <summary>LRP-0: R_j = Σ_k a_j w_jk / z_k · R_k. Undefined where a sum is zero: see <see cref="Epsilon"/>.</summary>
[Rule]
[Source("bach2015pixel", Eq = "56")]
[Source("montavon2019layer", Eq = "section 10.2")]
public sealed partial record Lrp0 : Rule
{
    private float Contribution(float a, float w) => a * w;

    private float Share(float r, float z) => r / z;
}

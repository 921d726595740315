using static RuleCompiler.Scalars;

namespace RuleCompiler;

/// <summary>The ε-rule: R_j = Σ_k a_j w_jk / (z_k + ε·sign z_k) · R_k.</summary>
/// <param name="Eps">The stabiliser ε ≥ 0, in units of the layer's output.</param>
[Rule]
[Source("bach2015pixel", Eq = "58")]
[Source("montavon2019layer", Eq = "section 10.2")]
public sealed partial record Epsilon(float Eps = DefaultEps) : Rule
{
    private float Contribution(float a, float w) => a * w;

    private float Share(float r, float z) => r / Away(z, Eps);
}

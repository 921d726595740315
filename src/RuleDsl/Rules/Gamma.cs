using static RuleCompiler.Scalars;

namespace RuleCompiler;

/// <summary>
/// The γ-rule for non-negative activations: R_j = Σ_k a_j (w_jk + γ w⁺_jk) / Σ_j a_j (w_jk + γ w⁺_jk) · R_k.
/// Where activations may be negative use <see cref="GeneralizedGamma"/>.
/// </summary>
/// <param name="G">How much positive weights are favoured, γ ≥ 0.</param>
[Rule]
[Source("montavon2019layer", Eq = "section 10.2")]
public sealed partial record Gamma(float G = 0.25f) : Rule
{
    private float Contribution([NonNegative] float a, float w) => a * (w + G * Pos(w));

    private float Share(float r, float z) => r / Away(z);
}

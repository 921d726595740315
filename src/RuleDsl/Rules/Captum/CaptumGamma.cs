using static RuleCompiler.Scalars;

namespace RuleCompiler;

/// <summary>
/// The γ-rule as Captum has it: R_j = Σ_k a_j (w_jk + γ w⁺_jk) / (b_k + Σ_j a_j (w_jk + γ w⁺_jk)) · R_k. Activations are
/// not split by sign and the bias is not scaled, so denominators may cross zero where activations are negative:
/// <see cref="GeneralizedGamma"/> has no such poles. ε = 1e-9.
/// </summary>
/// <param name="G">How much positive weights are favoured, γ ≥ 0.</param>
[Rule(Bias = Bias.Whole)]
[Source("kokhlikyan2020captum")]
[Source("montavon2019layer", Eq = "section 10.2")]
public sealed partial record CaptumGamma(float G = 0.25f) : Rule
{
    private float Contribution(float a, float w) => a * (w + G * Pos(w));

    private float Share(float r, float z) => r / Away(z, 1e-9f);
}

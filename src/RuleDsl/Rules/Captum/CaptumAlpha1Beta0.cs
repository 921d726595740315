using static RuleCompiler.Scalars;

namespace RuleCompiler;

/// <summary>
/// α1β0 as Captum has it: R_j = Σ_k a_j w⁺_jk / (b_k + Σ_j a_j w⁺_jk) · R_k. Activations are not split by sign and the
/// bias is not clamped, so a negative bias may turn the denominator's sign. ε = 1e-9.
/// </summary>
[Rule(Bias = Bias.Whole)]
[Source("kokhlikyan2020captum")]
[Source("bach2015pixel", Eq = "60")]
public sealed partial record CaptumAlpha1Beta0 : Rule
{
    private float Contribution(float a, float w) => a * Pos(w);

    private float Share(float r, float z) => r / Away(z, 1e-9f);
}

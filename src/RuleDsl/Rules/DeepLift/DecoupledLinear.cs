using static RuleCompiler.Scalars;

namespace RuleCompiler;

/// <summary>
/// The linear rule of Sixt's ablation of DeepLIFT: the multiplier of each part reaches only inputs that differ with its
/// sign, R_j = Σ_k w⁺_jk r_k where a_j ≠ a0_j, and Σ_k w_jk r_k where a_j = a0_j. Not complete.
/// </summary>
/// <remarks>
/// The thesis speaks of W⁻ for the negative part; the experiments behind its figures pass the negative part on over W⁺,
/// too, and so does this rule. Below a Rescale rule both parts have one multiplier, so one channel suffices.
/// </remarks>
[Rule]
[Source("sixt2020when", Eq = "13, text below")]
public sealed partial record DecoupledLinear : Rule
{
    private float Share(float r) => r;

    private (float Pos, float Whole) Spread(float w, float s) => (Pos(w) * s, w * s);

    private float Collect(float a, float a0, (float Pos, float Whole) sums) => a == a0 ? sums.Whole : sums.Pos;
}

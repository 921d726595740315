using static RuleCompiler.Scalars;

namespace RuleCompiler;

/// <summary>
/// DeepLIFT's linear rule with positive and negative parts: what enters with positive effect takes the multiplier of
/// the positive part, R_j = Σ_k (w⁺_jk m⁺_k + w⁻_jk m⁻_k) where a_j &gt; a0_j, (w⁻ m⁺ + w⁺ m⁻) where a_j &lt; a0_j,
/// and ½ w (m⁺ + m⁻) where they are the same.
/// </summary>
/// <remarks>
/// w⁺m⁺ + w⁻m⁻ = w·½(m⁺ + m⁻) + |w|·½(m⁺ − m⁻), and with the last sign turned for w⁻m⁺ + w⁺m⁻: two products instead of
/// four. Both parts of an input get the same multiplier, since only its whole difference was taken apart.
/// </remarks>
[Rule]
[Source("shrikumar2017learning", Eq = "section 3.5.1")]
[Source("sixt2020when", Eq = "13")]
public sealed partial record DeepLiftLinear : Rule
{
    private Magnitude Forward(float a, float a0, float w) => new(Abs(a - a0) * Abs(w));

    private (float Mean, float Half) Share(Multipliers r) => (0.5f * (r.Pos + r.Neg), 0.5f * (r.Pos - r.Neg));

    private (float Mean, float Half) Spread(float w, (float Mean, float Half) s) => (w * s.Mean, Abs(w) * s.Half);

    private Multipliers Collect(float a, float a0, (float Mean, float Half) sums)
    {
        float multiplier = sums.Mean + Sign(a - a0) * sums.Half;
        return new(multiplier, multiplier);
    }
}

using static RuleCompiler.Scalars;

namespace RuleCompiler;

/// <summary>
/// The z^B-rule, for inputs within [Low, High]:
/// R_j = Σ_k (a_j w_jk − l_j w⁺_jk − h_j w⁻_jk) / Σ_j (a_j w_jk − l_j w⁺_jk − h_j w⁻_jk) · R_k.
/// </summary>
/// <param name="Low">The least value l of an input; −∞ stands for what the network declares.</param>
/// <param name="High">The largest value h of an input; +∞ stands for what the network declares.</param>
[Rule]
[Source("montavon2017explaining", Eq = "section 4")]
public sealed partial record ZBox(
    [PerInput] float Low = float.NegativeInfinity,
    [PerInput] float High = float.PositiveInfinity
) : Rule
{
    private float Contribution(float a, float w) => a * w - Low * Pos(w) - High * Neg(w);

    private float Share(float r, float z) => r / Away(z);
}

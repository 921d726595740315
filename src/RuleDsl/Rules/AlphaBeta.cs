using static RuleCompiler.Scalars;

namespace RuleCompiler;

/// <summary>
/// The αβ-rule: positive and negative contributions are normalised apart,
/// R_j = Σ_k (α (a_j w_jk)⁺/z⁺_k − β (a_j w_jk)⁻/z⁻_k) · R_k. Conservative if α − β = 1 (the paper gives β its
/// sign: α + β = 1 there).
/// </summary>
/// <param name="Alpha">The weight α of positive contributions.</param>
/// <param name="Beta">The weight β of negative contributions.</param>
[Rule]
[Source("bach2015pixel", Eq = "60")]
public sealed partial record AlphaBeta(float Alpha = 2, float Beta = 1) : Rule
{
    private (float Pos, float Neg) Contribution(float a, float w) => (Pos(a * w), Neg(a * w));

    private (float Pos, float Neg) Share(float r, (float Pos, float Neg) z) =>
        (Alpha * r / Away(z.Pos), -Beta * r / Away(z.Neg));
}

using static RuleCompiler.Scalars;

namespace RuleCompiler;

/// <summary>
/// The last dense layer of contrastive Excitation BP: R = (Z⁺ − N⁺) R_k, where N⁺ is Z⁺ of the negated weights. What
/// arrives is the relevance of the output less that of its opposite, and sums to zero.
/// </summary>
[Rule(Bias = Bias.Ignore)]
[Source("zhang2018top")]
[Source("sixt2020when", Eq = "16")]
public sealed partial record ContrastiveExcitation : Rule
{
    private (float For, float Against) Contribution(float a, float w) => (Pos(a * w), Pos(-a * w));

    private (float For, float Against) Share(float r, (float For, float Against) z) =>
        (r / Away(z.For), -r / Away(z.Against));
}

using static RuleCompiler.Scalars;

namespace RuleCompiler;

/// <summary>
/// DeepLIFT where parts stay parts: those of a sum, a mean or a scaled value are the sums of its inputs' parts, which
/// change places where w &lt; 0.
/// </summary>
[Rule]
[Source("shrikumar2017learning", Eq = "section 3.5.1")]
public sealed partial record DeepLiftSum : Rule
{
    private Magnitude Forward([Operand("a")] Magnitude parts, float w) => new(Abs(w) * parts.Total);

    private (float Same, float Other) Contribution(float w) => (Pos(w), Neg(w));

    private ((float Same, float Other) Pos, (float Same, float Other) Neg) Share(Multipliers r) =>
        ((r.Pos, r.Neg), (r.Neg, r.Pos));
}

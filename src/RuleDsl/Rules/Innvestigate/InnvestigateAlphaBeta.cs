using static RuleCompiler.Scalars;

namespace RuleCompiler;

/// <summary>
/// The αβ-rule as iNNvestigate has it: as <see cref="AlphaBeta"/>, but the whole bias is in the positive and in the
/// negative sum, and 1e-7 stands in place of a sum that is exactly zero.
/// </summary>
/// <param name="Alpha">The weight α of positive contributions.</param>
/// <param name="Beta">The weight β of negative contributions.</param>
[Rule(Bias = Bias.Whole)]
[Source("alber2019innvestigate")]
[Source("bach2015pixel", Eq = "60")]
public sealed partial record InnvestigateAlphaBeta(float Alpha = 2, float Beta = 1) : Rule
{
    private (float Pos, float Neg) Contribution(float a, float w) => (Pos(a * w), Neg(a * w));

    private (float Pos, float Neg) Share(float r, (float Pos, float Neg) z) =>
        (Alpha * r / (z.Pos == 0 ? 1e-7f : z.Pos), -Beta * r / (z.Neg == 0 ? 1e-7f : z.Neg));
}

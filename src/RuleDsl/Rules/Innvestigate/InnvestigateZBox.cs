using static RuleCompiler.Scalars;

namespace RuleCompiler;

/// <summary>
/// The z^B-rule as iNNvestigate has it: as <see cref="ZBox"/>, but without bias, and 1e-7 in place of a sum that is
/// exactly zero.
/// </summary>
/// <param name="Low">The least value l of an input; −∞ stands for what the network declares.</param>
/// <param name="High">The largest value h of an input; +∞ stands for what the network declares.</param>
[Rule(Bias = Bias.Ignore)]
[Source("alber2019innvestigate")]
[Source("montavon2017explaining", Eq = "section 4")]
public sealed partial record InnvestigateZBox(
    [PerInput] float Low = float.NegativeInfinity,
    [PerInput] float High = float.PositiveInfinity
) : Rule
{
    private float Contribution(float a, float w) => a * w - Low * Pos(w) - High * Neg(w);

    private float Share(float r, float z) => r / (z == 0 ? 1e-7f : z);
}

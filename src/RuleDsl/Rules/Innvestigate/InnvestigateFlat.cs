namespace RuleCompiler;

/// <summary>
/// The flat rule as iNNvestigate has it: relevance is spread evenly over a unit's inputs, without a stabiliser; the bias
/// takes none.
/// </summary>
[Rule(Bias = Bias.Ignore)]
[Source("alber2019innvestigate")]
[Source("lapuschkin2019unmasking")]
public sealed partial record InnvestigateFlat : Rule
{
    private float Contribution() => 1;

    private float Share(float r, float z) => r / (z == 0 ? 1e-7f : z);
}

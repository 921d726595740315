namespace RuleCompiler;

/// <summary>
/// Relevance passes a batch norm unchanged: R_j = R_k. It is meant for layers each of whose units reads one input; a
/// layer of several inputs would give all of it to each.
/// </summary>
[Rule]
[Source("anders2021software")]
[Source("kokhlikyan2020captum")]
public sealed partial record Unchanged : Rule
{
    private float Contribution() => 1;

    private float Share(float r) => r;
}

using static RuleCompiler.Scalars;

namespace RuleCompiler;

/// <summary>
/// The pooling rule of the training-free relevance model: relevance goes to a window's units in proportion to their
/// activations, R_j = x_j / Σ_j' x_j' · R_k. That is so for sum and average pools, and for maximum pools, which are read
/// as p-norm pools.
/// </summary>
[Rule]
[Source("montavon2017explaining", Eq = "training-free relevance model")]
public sealed partial record ProportionalPool : Rule
{
    private float Contribution([NonNegative] float a) => a;

    private float Share(float r, float z) => r / Away(z);
}

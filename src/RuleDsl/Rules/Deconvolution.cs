using static RuleCompiler.Scalars;

namespace RuleCompiler;

/// <summary>
/// The deconvolution network at a ReLU: the positive part of what arrives, whatever the ReLU did on the way up,
/// R_j = R⁺_k.
/// </summary>
[Rule]
[Source("zeiler2014visualizing")]
public sealed partial record Deconvolution : Rule
{
    private float Backward(float r) => Pos(r);
}

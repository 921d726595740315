using static RuleCompiler.Scalars;

namespace RuleCompiler;

/// <summary>
/// Guided BP at a nonlinearity: the positive part of what arrives, times the slope. At a ReLU it is
/// R_j = R⁺_k · 1[x &gt; 0].
/// </summary>
[Rule]
[Source("springenberg2015striving")]
[Source("sixt2020when", Eq = "14")]
public sealed partial record Guided : Rule
{
    private float Backward(float r, float slope) => Pos(r) * slope;
}

using static RuleCompiler.Scalars;

namespace RuleCompiler;

/// <summary>
/// The signal of a product takes all relevance, its gates none; several signals share in equal parts. Where no input
/// is a gate all of them are signals. The w of an input of a product is the product of the others, so each signal
/// contributes the output y, and z is n·y for n signals.
/// </summary>
[Rule]
[Source("arras2017explaining", Eq = "Multiplicative Interactions")]
public sealed partial record SignalTakesAll : Rule
{
    private float Contribution(float a, float w, float gate) => a * w * (1 - gate);

    private float Share(float r, float z) => r / Away(z);
}

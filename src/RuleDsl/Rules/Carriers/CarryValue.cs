using static RuleCompiler.Scalars;

namespace RuleCompiler;

/// <summary>The network as it is: sums of a·w, f at nonlinearities, the greater of two in maximum pools.</summary>
[Rule]
[Source("simonyan2014deep", Eq = "section 3")]
public sealed partial record CarryValue : Rule
{
    private CarriedValue Forward(CarriedValue a, float w) => new(a.Value * w);

    private CarriedValue Forward(CarriedValue x, Func<float, float> f) => new(f(x.Value));

    private CarriedValue Maximum(CarriedValue x, CarriedValue other) => new(Max(x.Value, other.Value));
}

using static RuleCompiler.Scalars;

namespace RuleCompiler;

/// <summary>
/// Bounds arithmetic at a nonlinearity that is linear on either side of zero, of whatever slopes: its extremes are at
/// the bounds, or at zero where that is between them.
/// </summary>
[Rule]
[Source("moore1966interval", Eq = "chapter 3")]
public sealed partial record IntervalAroundKink : Rule
{
    private Bounds Forward(Bounds x, Func<float, float> f)
    {
        float nearest = Min(Max(0, x.Lower), x.Upper);
        return new(Min(Min(f(x.Lower), f(x.Upper)), f(nearest)), Max(Max(f(x.Lower), f(x.Upper)), f(nearest)));
    }
}

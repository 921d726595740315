using static RuleCompiler.Scalars;

namespace RuleCompiler;

/// <summary>
/// Bounds arithmetic. A linear layer takes centre and radius to Σ w·c ± Σ |w|·r; a nonlinearity that never falls, and
/// a maximum, are taken of either bound. Exact for each unit alone; that units depend on one another is neglected, so
/// bounds grow wider with depth than they need be.
/// </summary>
[Rule]
[Source("moore1966interval", Eq = "chapter 3")]
public sealed partial record IntervalBounds : Rule
{
    private Bounds Forward(Bounds a, float w)
    {
        float centre = 0.5f * (a.Lower + a.Upper) * w;
        float radius = 0.5f * (a.Upper - a.Lower) * Abs(w);
        return new(centre - radius, centre + radius);
    }

    private Bounds Forward(Bounds x, Func<float, float> f) => new(f(x.Lower), f(x.Upper));

    private Bounds Maximum(Bounds x, Bounds other) => new(Max(x.Lower, other.Lower), Max(x.Upper, other.Upper));
}

using static RuleCompiler.Scalars;

namespace RuleCompiler;

/// <summary>
/// Mean and variance behind any nonlinearity of a normally distributed value, by Gauss–Hermite quadrature of five points:
/// exact where f is a polynomial of degree nine (mean) or four (variance), an approximation elsewhere, best where the
/// deviation is small beside what f changes over. The variance is that of five points, and so never negative.
/// </summary>
[Rule]
[Source("golub1969calculation")]
public sealed partial record AdfSmoothMoments : Rule
{
    private Moments Forward(Moments x, Func<float, float> f)
    {
        float near = 1.3556261799742658f * Sqrt(x.Variance);
        float far = 2.8569700138728056f * Sqrt(x.Variance);
        float centre = f(x.Mean);
        float nearUp = f(x.Mean + near) - centre;
        float nearDown = f(x.Mean - near) - centre;
        float farUp = f(x.Mean + far) - centre;
        float farDown = f(x.Mean - far) - centre;
        float shift = 0.22207592200561263f * (nearUp + nearDown) + 0.011257411327720691f * (farUp + farDown);
        float square =
            0.22207592200561263f * (nearUp * nearUp + nearDown * nearDown)
            + 0.011257411327720691f * (farUp * farUp + farDown * farDown);
        return new(centre + shift, Pos(square - shift * shift));
    }
}

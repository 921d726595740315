using static RuleCompiler.Scalars;

namespace RuleCompiler;

/// <summary>
/// Mean and factor behind any nonlinearity of a normally distributed value: the mean by Gauss–Hermite quadrature of five
/// points, rows of the factor scaled by the mean slope E[f(x)·(x − E[x])] / V[x] of the same five, or by a difference
/// quotient over a thousandth of the mean (of one, if that is more) where the deviation is less than that.
/// </summary>
[Rule]
[Source("golub1969calculation")]
public sealed partial record AdfSmoothFactors : Rule
{
    private LowRankMoments Forward(LowRankMoments x, Func<float, float> f)
    {
        float deviation = Sqrt(SumColumns(x.Factor * x.Factor));
        float mean =
            0.53333333333333333f * f(x.Mean)
            + 0.22207592200561263f
                * (f(x.Mean + 1.3556261799742658f * deviation) + f(x.Mean - 1.3556261799742658f * deviation))
            + 0.011257411327720691f
                * (f(x.Mean + 2.8569700138728056f * deviation) + f(x.Mean - 2.8569700138728056f * deviation));
        float step = Max(deviation, 0.001f * Max(1, Abs(x.Mean)));
        float near = f(x.Mean + 1.3556261799742658f * step) - f(x.Mean - 1.3556261799742658f * step);
        float far = f(x.Mean + 2.8569700138728056f * step) - f(x.Mean - 2.8569700138728056f * step);
        return new(mean, x.Factor * (0.30105193381370494f * near + 0.032162086803264f * far) / step);
    }
}

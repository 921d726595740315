using static RuleCompiler.Scalars;

namespace RuleCompiler;

/// <summary>
/// Assumed density filtering with a covariance of low rank: a linear layer takes Q to W·Q. Behind a nonlinearity that is
/// linear on either side of zero, the mean is that of y = f(1)·x⁺ + f(−1)·(−x)⁺ and the rows of Q are scaled by the mean
/// slope, f(1)·F(η) − f(−1)·F(−η) with η the mean by the deviation: F(η) for ReLU. A maximum carries Clark's mean of the
/// greater of two, and mixes their rows by the chances of being that.
/// </summary>
/// <remarks>
/// Mean slopes are what is exact of the covariance with every other value of a joint normal distribution (Stein), also
/// for the maximum (Clark's third formula). What a nonlinearity adds to a unit's own variance beside it is dropped, so
/// that variances are underestimated.
/// </remarks>
[Rule]
[Source("macdonald2019rate", Eq = "6")]
[Source("clark1961greatest", Eq = "section 1")]
public sealed partial record AdfFactors : Rule
{
    private LowRankMoments Forward(LowRankMoments a, float w) => new(a.Mean * w, a.Factor * w);

    private LowRankMoments Forward(LowRankMoments x, Func<float, float> f)
    {
        float deviation = Sqrt(SumColumns(x.Factor * x.Factor));
        float ratio = x.Mean / Max(deviation, 1e-20f);
        return new(
            f(1) * RectifiedMean(x.Mean, deviation) + f(-1) * RectifiedMean(-x.Mean, deviation),
            x.Factor * (f(1) * Phi(ratio) - f(-1) * Phi(-ratio))
        );
    }

    private LowRankMoments Maximum(LowRankMoments x, LowRankMoments other)
    {
        bool leads = x.Mean >= other.Mean;
        float difference = leads ? other.Mean - x.Mean : x.Mean - other.Mean;
        float apart = x.Factor - other.Factor;
        float deviation = Sqrt(SumColumns(apart * apart));
        float first = Phi((x.Mean - other.Mean) / Max(deviation, 1e-20f));
        return new(
            (leads ? x.Mean : other.Mean) + RectifiedMean(difference, deviation),
            first * x.Factor + (1 - first) * other.Factor
        );
    }
}

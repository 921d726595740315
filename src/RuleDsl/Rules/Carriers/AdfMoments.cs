using static RuleCompiler.Scalars;

namespace RuleCompiler;

/// <summary>
/// Assumed density filtering with independent normal distributions. A linear layer carries Σ w·E and Σ w²·V. Behind a
/// nonlinearity that is linear on either side of zero, such as ReLU, the moments are those of y = f(1)·x⁺ + f(−1)·(−x)⁺,
/// exactly: with m± and v± the mean and the variance of (±x)⁺, E[y] = f(1)·m⁺ + f(−1)·m⁻ and
/// V[y] = f(1)²·v⁺ + f(−1)²·v⁻ − 2·f(1)·f(−1)·m⁺·m⁻. A maximum carries Clark's moments of the greater of two.
/// </summary>
/// <remarks>
/// What is neglected: units of a layer are taken for independent and each for normal. The maximum of two normal values
/// is none; folded over a window, its moments are taken for those of one that is. With δ ≤ 0 the difference of the
/// means, from the greater to the lesser, and θ² the sum of the variances, max = leading + (δ + θn)⁺, so that the mean
/// is that of the leading value plus that of a rectified one, and the variance V[(δ + θn)⁺] + V·(1 − 2Φ(δ/θ)) with V
/// the leading one's: sums of numbers that are not negative, where Clark's second moment cancels.
/// </remarks>
[Rule]
[Source("macdonald2019rate", Eq = "section 4.3")]
[Source("gast2018lightweight", Eq = "section 3")]
[Source("clark1961greatest", Eq = "section 1")]
public sealed partial record AdfMoments : Rule
{
    private Moments Forward(Moments a, float w) => new(a.Mean * w, a.Variance * w * w);

    private Moments Forward(Moments x, Func<float, float> f)
    {
        float deviation = Sqrt(x.Variance);
        float above = f(1) * RectifiedMean(x.Mean, deviation);
        float below = f(-1) * RectifiedMean(-x.Mean, deviation);
        float ofAbove = f(1) * f(1) * RectifiedVariance(x.Mean, deviation);
        float ofBelow = f(-1) * f(-1) * RectifiedVariance(-x.Mean, deviation);
        return new(above + below, Pos(ofAbove + ofBelow - 2 * above * below));
    }

    private Moments Maximum(Moments x, Moments other)
    {
        bool leads = x.Mean >= other.Mean;
        float difference = leads ? other.Mean - x.Mean : x.Mean - other.Mean;
        float deviation = Sqrt(x.Variance + other.Variance);
        float certainty = 1 - 2 * Phi(difference / Max(deviation, 1e-20f));
        return new(
            (leads ? x.Mean : other.Mean) + RectifiedMean(difference, deviation),
            RectifiedVariance(difference, deviation) + (leads ? x.Variance : other.Variance) * certainty
        );
    }
}

namespace RuleCompiler.PatternEstimation;

/// <summary>
/// The quality of the patterns of units that share their inputs: ρ = 1 − max_v corr(y, vᵀ(x − a·y)), over the samples that
/// the estimator speaks of (Kindermans et al. 2018). v is the regression on one half of the held-out patches, the
/// correlation that of the other half.
/// </summary>
/// <remarks>
/// vᵀ(x − a·wᵀx) is uᵀx with aᵀu = 0, and among those the best is u = w − C⁻¹a / (aᵀC⁻¹a) for wᵀa = 1: so covariances of x
/// alone are enough, and no distractor is ever formed.
/// </remarks>
internal sealed class SignalQuality
{
    // a v for each input fits anything where there are hardly more patches than inputs
    private const int PatchesForEachInput = 2;

    // inputs that never vary make C singular; the share of the mean variance that is added is far below what counts
    private const double Ridge = 1e-6;

    private readonly UnitMoments _units;
    private readonly int _width;
    private readonly double[]? _bias;
    private readonly int[] _measured;
    private readonly Covariance[] _fit;
    private readonly Covariance[] _judge;
    private readonly Lazy<double[]?>[] _factors;

    /// <param name="units">The units.</param>
    /// <param name="width">Their inputs.</param>
    /// <param name="bias">Their biases where only samples that make a unit positive count, else null.</param>
    /// <param name="most">The most units that have covariances of their own.</param>
    public SignalQuality(UnitMoments units, int width, double[]? bias, int most)
    {
        (_units, _width, _bias) = (units, width, bias);
        int count = bias is null ? 1 : Math.Min(most, units.Units);
        // evenly spread where memory has no place for all
        _measured = [.. Enumerable.Range(0, count).Select(i => (int)((long)i * units.Units / count))];
        _fit = [.. _measured.Select(_ => new Covariance(width))];
        _judge = [.. _measured.Select(_ => new Covariance(width))];
        _factors = [.. _fit.Select(c => new Lazy<double[]?>(() => c.Factor(Ridge)))];
    }

    /// <summary>How many units of each group can be measured.</summary>
    public static int Most(PatternOptions options, LayerPatches patches, int units)
    {
        double each = 2.0 * patches.Width * patches.Width * sizeof(double) * patches.Groups;
        double covariances = Math.Floor(options.QualityBytes / each);
        return covariances < 1 ? 0
            : options.Estimator == SignalEstimator.Linear ? units
            : (int)Math.Min(units, covariances);
    }

    /// <summary>Why nothing of a layer's quality can be measured, or null.</summary>
    public static string? Refusal(PatternOptions options, LayerPatches patches) =>
        options.HoldOut == 0 ? "no sample is held out"
        : Most(options, patches, 1) == 0
            ? $"the covariances of {patches.Width} inputs take more than QualityBytes allows ({options.QualityBytes >> 20} MiB)"
        : null;

    /// <summary>Adds held-out patches.</summary>
    /// <param name="block">The patches, their mean taken off.</param>
    /// <param name="fits">Whether they fit v, or evaluate it.</param>
    /// <param name="parallel">How many threads.</param>
    public void Add(RowBlock block, bool fits, ParallelOptions parallel)
    {
        Covariance[] to = fits ? _fit : _judge;
        if (_bias is null)
            to[0].Add(block);
        else
            Parallel.For(0, to.Length, parallel, i => to[i].Add(Positive(block, _measured[i])));
    }

    /// <summary>ρ of a unit's pattern, 0 to 1; NaN where it cannot be told.</summary>
    public double Of(int unit, ReadOnlySpan<double> pattern)
    {
        int at = _bias is null ? 0 : Array.IndexOf(_measured, unit);
        if (at < 0)
            return double.NaN;
        (Covariance fit, Covariance judge) = (_fit[at], _judge[at]);
        bool enough = Math.Min(fit.Count, judge.Count) >= (long)PatchesForEachInput * _width;
        if (!enough || _factors[at].Value is not { } factor)
            return double.NaN;
        double[] inverse = Cholesky.Solve(factor, pattern);
        double scale = Products.Dot(pattern, inverse);
        ReadOnlySpan<double> w = _units.Weights(unit);
        double[] u = new double[_width];
        for (int d = 0; d < _width; d++)
            u[d] = w[d] - (inverse[d] / scale);
        double output = judge.Between(w, w);
        double rest = judge.Between(u, u);
        // no output varies: nothing to tell; no rest varies: nothing is left that could tell of it
        return !(output > 0) ? double.NaN
            : !(rest > 0) ? 1
            : 1 - Math.Clamp(judge.Between(u, w) / Math.Sqrt(rest * output), 0, 1);
    }

    private RowBlock Positive(RowBlock block, int unit)
    {
        ReadOnlySpan<double> w = _units.Weights(unit);
        double atZero = Products.Dot(block.Mean, w) + _bias![unit];
        double[] sums = new double[block.Count];
        Products.RowsTimes(block.Rows, w, sums);
        RowBlock result = new(_width);
        Span<double> room = result.Room(sums.Count(y => y + atZero > 0));
        int to = 0;
        for (int p = 0; p < sums.Length; p++)
        {
            if (!(sums[p] + atZero > 0))
                continue;
            for (int d = 0; d < _width; d++)
                room[(to * _width) + d] = block.Rows[(p * _width) + d] + block.Mean[d];
            to++;
        }

        if (to > 0)
            result.Centre();
        return result;
    }
}

namespace RuleCompiler.Laboratory.Sanity;

/// <summary>A mean with an interval.</summary>
/// <param name="Mean">The mean of the sample; NaN where it is empty.</param>
/// <param name="Low">The interval's lower end.</param>
/// <param name="High">Its upper end.</param>
public sealed record Interval(double Mean, double Low, double High);

/// <summary>Intervals by resampling (efron1979bootstrap).</summary>
public static class Bootstrap
{
    /// <summary>
    /// The mean of a sample and its percentile interval: samples of the same size are drawn from it with replacement, and
    /// the interval holds the level's part of their means.
    /// </summary>
    /// <param name="values">The sample.</param>
    /// <param name="level">The interval's level, within (0, 1).</param>
    /// <param name="resamples">How many samples are drawn.</param>
    /// <param name="seed">Chooses the random numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is not within (0, 1), or no sample is drawn.</exception>
    public static Interval Mean(IReadOnlyList<double> values, double level = 0.99, int resamples = 5000, ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);
        if (values.Count == 0)
            return new(double.NaN, double.NaN, double.NaN);
        double[] means = new double[resamples];
        SampleRandom random = new(seed, 0);
        for (int m = 0; m < resamples; m++)
        {
            double sum = 0;
            for (int i = 0; i < values.Count; i++)
                sum += values[random.Below(values.Count)];
            means[m] = sum / values.Count;
        }

        Array.Sort(means);
        int outside = (int)Math.Floor((1 - level) / 2 * resamples);
        return new(values.Average(), means[outside], means[resamples - 1 - outside]);
    }
}

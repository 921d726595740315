namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>How samples lie beside a mean that is taken for theirs: sums of powers up to the fourth.</summary>
internal sealed class SampleMoments(int units)
{
    private readonly double[][] _sums = [new double[units], new double[units], new double[units], new double[units]];
    private long _count;

    /// <param name="samples">[N, units].</param>
    /// <param name="means">What is taken for the means.</param>
    public void Add(float[] samples, float[] means)
    {
        _count += samples.Length / units;
        for (int i = 0; i < samples.Length; i++)
        {
            double off = samples[i] - (double)means[i % units];
            double power = 1;
            foreach (double[] sums in _sums)
                sums[i % units] += power *= off;
        }
    }

    /// <summary>The samples' means and variances beside those given, in standard errors; units that never vary are left out.</summary>
    public Comparison Against(float[] variances)
    {
        List<double> meanErrors = [];
        List<double> varianceErrors = [];
        List<double> off = [];
        List<double> ratios = [];
        for (int k = 0; k < units; k++)
        {
            (double m1, double m2) = (_sums[0][k] / _count, _sums[1][k] / _count);
            double variance = m2 - (m1 * m1);
            if (variance < 1e-9)
                continue;
            double fourth =
                (_sums[3][k] / _count) - (4 * m1 * _sums[2][k] / _count) + (6 * m1 * m1 * m2) - (3 * Math.Pow(m1, 4));
            meanErrors.Add(m1 / Math.Sqrt(variance / _count));
            varianceErrors.Add((variance - variances[k]) / Math.Sqrt((fourth - (variance * variance)) / _count));
            off.Add(Math.Abs(m1) / Math.Sqrt(variance));
            ratios.Add(Math.Sqrt(variances[k] / variance));
        }

        return new([.. meanErrors], [.. varianceErrors], Median(off), Median(ratios));
    }

    /// <summary>Of an even number the upper of the two in the middle.</summary>
    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}

/// <param name="MeanErrors">The sampled means less those given, in standard errors.</param>
/// <param name="VarianceErrors">The same of variances.</param>
/// <param name="MeanOff">Of half of the units the means differ by no more than this, in the samples' deviations.</param>
/// <param name="DeviationRatio">The median of the given deviation by the samples'.</param>
internal sealed record Comparison(double[] MeanErrors, double[] VarianceErrors, double MeanOff, double DeviationRatio);

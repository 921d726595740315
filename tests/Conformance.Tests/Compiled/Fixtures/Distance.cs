namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>The comparison of relevances: the greatest difference over the greatest reference value.</summary>
internal static class Distance
{
    /// <summary>NaN or infinity in the actual values gives +∞; where all expected values are 0, 0 or +∞.</summary>
    public static double Of(double[] expected, ReadOnlySpan<float> actual) =>
        Of(expected, Array.ConvertAll(actual.ToArray(), v => (double)v));

    public static double Of(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        if (!actual.All(double.IsFinite))
            return double.PositiveInfinity;
        double scale = expected.Max(Math.Abs);
        double worst = expected.Zip(actual, (e, a) => Math.Abs(e - a)).Max();
        return worst == 0 ? 0 : worst / scale;
    }

    public static void Within(double tolerance, double[] expected, ReadOnlySpan<float> actual, string what = "")
    {
        double distance = Of(expected, actual);
        Assert.True(
            distance <= tolerance,
            $"{what} is off by {distance:g3} of the greatest value; {tolerance:g3} is tolerated"
        );
    }
}

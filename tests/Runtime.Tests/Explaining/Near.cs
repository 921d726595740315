namespace RuleCompiler.Runtime.Tests.Explaining;

/// <summary>The comparison of relevances: the greatest difference over the greatest reference value.</summary>
internal static class Near
{
    public static void Same(IEnumerable<float> expected, IEnumerable<float> actual, double tolerance) =>
        Same(expected.Select(v => (double)v), actual, tolerance);

    public static void Same(IEnumerable<double> expected, IEnumerable<float> actual, double tolerance) =>
        Same(expected, actual.Select(v => (double)v), tolerance);

    public static void Same(IEnumerable<double> expected, IEnumerable<double> actual, double tolerance)
    {
        double[] reference = [.. expected];
        double[] values = [.. actual];
        Assert.Equal(reference.Length, values.Length);
        double scale = reference.Max(Math.Abs);
        double worst = reference.Zip(values, (e, a) => Math.Abs(e - a)).Max();
        Assert.True(
            worst <= tolerance * scale, // false for NaN
            $"off by {worst / scale:g3} of the greatest value {scale:g3}; {tolerance:g3} is tolerated"
        );
    }
}

namespace RuleCompiler.Conformance.Tests.Reference;

/// <summary>The comparison of relevances: the greatest difference over the greatest reference value.</summary>
internal static class Near
{
    public static void Same(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        double scale = expected.Max(Math.Abs);
        double worst = expected.Zip(actual, (e, a) => Math.Abs(e - a)).Max();
        Assert.True(
            worst <= tolerance * scale, // false for NaN
            $"off by {worst / scale:g3} of the greatest value {scale:g3}; {tolerance:g3} is tolerated"
        );
    }
}

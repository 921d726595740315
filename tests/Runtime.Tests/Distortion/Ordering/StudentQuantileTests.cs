namespace RuleCompiler.Runtime.Tests.Distortion.Ordering;

public class StudentQuantileTests
{
    /// <summary>Tables print five digits; 0.95 between both ends is the column 0.975.</summary>
    [Theory]
    [InlineData(0.95, 2, 12.7062)]
    [InlineData(0.95, 3, 4.30265)]
    [InlineData(0.95, 5, 2.77645)]
    [InlineData(0.95, 6, 2.57058)]
    [InlineData(0.99, 31, 2.74999)]
    [InlineData(0.5, 11, 0.69981)]
    [InlineData(0.95, 100_001, 1.95999)]
    public void QuantilesAreThoseOfTables(double confidence, int values, double expected) =>
        Assert.Equal(expected, new StudentQuantile(confidence, values).T, expected * 1e-5);

    [Fact]
    public void OneValueHasNoInterval()
    {
        ConfidenceInterval interval = new StudentQuantile(0.95, 1).Interval([3]);
        Assert.Equal(3, interval.Mean);
        Assert.True(double.IsNaN(interval.Low) && double.IsNaN(interval.High));
    }
}

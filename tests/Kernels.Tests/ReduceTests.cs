namespace RuleCompiler.Kernels.Tests;

public class ReduceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    public void IsTheInterpolatedOrderStatistic(int size)
    {
        var random = new Random(size);
        Plane values = Arrays.Random(random, 3 * size),
            result = new NativeBuffer(3).Plane;
        for (int i = 0; i < size; i += 3)
            values[i] = 0.5f; // ties
        foreach (double percent in (double[])[0, 1, 25, 50, 98, 99.9, 100])
        {
            Reduce.Percentile(values, 3, size, percent, result);
            for (int n = 0; n < 3; n++)
            {
                float[] sorted = values.Slice(n * size, size).Span.ToArray();
                Array.Sort(sorted);
                double place = (size - 1) * percent / 100;
                int low = (int)place;
                double high = sorted[Math.Min(low + 1, size - 1)];
                // one rounding to float32 of a number below 1
                Assert.Equal(sorted[low] + (high - sorted[low]) * (place - low), result[n], 1e-7);
            }
        }
    }

    [Fact]
    public void NaNIsKept()
    {
        Plane values = new NativeBuffer(5).Plane,
            result = new NativeBuffer(1).Plane;
        values[2] = float.NaN;
        Reduce.Percentile(values, 1, 5, 10, result);
        Assert.True(float.IsNaN(result[0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Reduce.Percentile(values, 1, 5, 101, result));
    }
}

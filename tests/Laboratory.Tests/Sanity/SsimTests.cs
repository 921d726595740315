using RuleCompiler.Laboratory.Sanity;

namespace RuleCompiler.Laboratory.Tests.Sanity;

/// <summary>Structural similarity against its formula, window by window, and against values known by hand.</summary>
public sealed class SsimTests
{
    [Theory]
    [InlineData(5, 0)]
    [InlineData(7, 0)]
    [InlineData(11, 1.5)]
    public void It_is_the_formula_window_by_window(int side, double deviation)
    {
        SaliencyMap x = Random(1, 17, 14),
            y = Random(2, 17, 14);
        SsimOptions options = new() { Side = side, Deviation = deviation };
        Assert.Equal(Direct(x, y, side, deviation), Ssim.Of(x, y, options), 1e-12);
        Assert.Equal(1, Ssim.Of(x, x, options), 1e-12);
    }

    [Fact]
    public void The_windows_are_the_papers()
    {
        Assert.Equal((5, 0), (SsimOptions.Papers.Side, SsimOptions.Papers.Deviation));
        Assert.Equal((11, 1.5), (SsimOptions.Gaussian.Side, SsimOptions.Gaussian.Deviation));
    }

    [Fact]
    public void One_window_by_hand()
    {
        // x = 1..9, y = 9..1 over 10: means .5, variances 7.5e-2 (n − 1), covariance −7.5e-2
        SaliencyMap x = new(3, 3, [.. Enumerable.Range(1, 9).Select(i => i / 10.0)]);
        SaliencyMap y = new(3, 3, [.. Enumerable.Range(1, 9).Select(i => 1 - (i / 10.0))]);
        double expected = (-0.15 + 9e-4) / (0.15 + 9e-4);
        Assert.Equal(expected, Ssim.Of(x, y, new() { Side = 3 }), 1e-12);
        // two constants: (2·.2·.6 + 1e-4)/(.04 + .36 + 1e-4)
        Assert.Equal(0.2401 / 0.4001, Ssim.Of(Constant(0.2), Constant(0.6), new() { Side = 3 }), 1e-9);
    }

    [Fact]
    public void The_sign_of_a_map_is_of_no_interest_where_it_is_flipped()
    {
        SaliencyMap map = Random(3, 12, 12);
        Assert.Equal(1, Ssim.OfExplanations(map, map.Flipped()), 1e-9);
        Assert.True(Ssim.OfExplanations(map, map.Flipped(), flip: false) < 0);
        // a factor is neither
        SaliencyMap scaled = map with
        {
            Values = [.. map.Values.Select(v => 1e-20 * v)],
        };
        Assert.Equal(1, Ssim.OfExplanations(map, scaled, flip: false), 1e-9);
        Assert.True(Ssim.OfExplanations(map, Random(4, 12, 12)) < 0.5);
    }

    [Fact]
    public void Maps_are_cut_at_their_percentiles()
    {
        // 0..100 have the percentiles 1 and 99
        SaliencyMap map = new(1, 101, [.. Enumerable.Range(0, 101).Select(i => (double)i)]);
        IReadOnlyList<double> values = map.Normalized().Values;
        Assert.Equal(0, values[0]);
        Assert.Equal(0, values[1]);
        Assert.Equal(0.5, values[50], 1e-15);
        Assert.Equal(1, values[99]);
        Assert.Equal(1, values[100]);
        Assert.All(Constant(3).Normalized().Values, v => Assert.Equal(0, v));
        // between two values: the 1st percentile of 0..3 is .03
        Assert.Equal((1 - 0.03) / 2.94, new SaliencyMap(2, 2, [0, 1, 2, 3]).Normalized().Values[1], 1e-12);
    }

    [Fact]
    public void Channels_are_added()
    {
        SaliencyMap map = SaliencyMap.Of([1, 2, 3, 4, 10, 20, 30, 40], [2, 2, 2]);
        Assert.Equal([11, 22, 33, 44], map.Values);
        Assert.Throws<ArgumentException>(() => SaliencyMap.Of([1, 2], [2]));
        Assert.Throws<ArgumentException>(() => SaliencyMap.Of([1, 2, 3], [1, 2, 2]));
    }

    [Fact]
    public void What_cannot_be_compared_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Ssim.Of(Random(1, 5, 6), Random(1, 6, 5)));
        Assert.Throws<ArgumentException>(() => Ssim.Of(Random(1, 4, 9), Random(1, 4, 9)));
        Assert.Throws<ArgumentException>(() => Ssim.Of(Random(1, 9, 9), Random(1, 9, 9), new() { Side = 4 }));
    }

    [Fact]
    public void The_interval_is_that_of_the_mean()
    {
        SampleRandom random = new(5, 0);
        double[] values = [.. Enumerable.Range(0, 200).Select(_ => random.Normal())];
        Interval interval = Bootstrap.Mean(values);
        Assert.Equal(values.Average(), interval.Mean);
        // the 99 % interval of a normal mean: 2.576 deviations of the mean to each side; 15 % for 5000 draws
        double deviation = Math.Sqrt(values.Average(v => Math.Pow(v - values.Average(), 2)) / 200);
        Assert.InRange(interval.High - interval.Mean, 0.85 * 2.576 * deviation, 1.15 * 2.576 * deviation);
        Assert.InRange(interval.Mean - interval.Low, 0.85 * 2.576 * deviation, 1.15 * 2.576 * deviation);
        Interval half = Bootstrap.Mean(values, level: 0.5);
        Assert.InRange(half.High - half.Low, 0.85 * 1.349 * deviation, 1.15 * 1.349 * deviation);
        Assert.Equal(interval, Bootstrap.Mean(values));
        Assert.NotEqual(interval, Bootstrap.Mean(values, seed: 1));
        Assert.True(double.IsNaN(Bootstrap.Mean([]).Mean));
        Assert.Equal(new Interval(2, 2, 2), Bootstrap.Mean([2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bootstrap.Mean(values, level: 1));
    }

    /// <summary>Slower and simpler: each window's moments about their means.</summary>
    private static double Direct(SaliencyMap x, SaliencyMap y, int side, double deviation)
    {
        double sum = 0;
        int windows = 0;
        for (int top = 0; top + side <= x.Height; top++)
        {
            for (int left = 0; left + side <= x.Width; left++, windows++)
            {
                List<(double W, double X, double Y)> pixels = [];
                for (int i = 0; i < side * side; i++)
                {
                    double dy = (i / side) - (side / 2),
                        dx = (i % side) - (side / 2);
                    int at = ((top + (i / side)) * x.Width) + left + (i % side);
                    double weight =
                        deviation > 0 ? Math.Exp(-((dx * dx) + (dy * dy)) / (2 * deviation * deviation)) : 1;
                    pixels.Add((weight, x.Values[at], y.Values[at]));
                }

                double all = pixels.Sum(p => p.W);
                double mx = pixels.Sum(p => p.W * p.X) / all,
                    my = pixels.Sum(p => p.W * p.Y) / all;
                double count = deviation > 0 ? all : all - 1;
                double vx = pixels.Sum(p => p.W * (p.X - mx) * (p.X - mx)) / count,
                    vy = pixels.Sum(p => p.W * (p.Y - my) * (p.Y - my)) / count,
                    c = pixels.Sum(p => p.W * (p.X - mx) * (p.Y - my)) / count;
                sum += ((2 * mx * my) + 1e-4) * ((2 * c) + 9e-4) / (((mx * mx) + (my * my) + 1e-4) * (vx + vy + 9e-4));
            }
        }

        return sum / windows;
    }

    private static SaliencyMap Random(int seed, int height, int width)
    {
        SampleRandom random = new((ulong)seed, 0);
        return new(height, width, [.. Enumerable.Range(0, height * width).Select(_ => random.Uniform())]);
    }

    private static SaliencyMap Constant(double value) => new(4, 4, [.. Enumerable.Repeat(value, 16)]);
}

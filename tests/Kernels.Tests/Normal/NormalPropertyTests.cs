namespace RuleCompiler.Kernels.Tests.Normal;

/// <summary>Limits, signs and monotony of the moments behind a ReLU, at whatever a network may compute.</summary>
public class NormalPropertyTests
{
    [Fact]
    public void InDouble()
    {
        Limits(Scalars.RectifiedMean, Scalars.RectifiedVariance, [1e-300, 1e-30, 0.3, 5, 1e300]);
        Bounds(Scalars.RectifiedMean, Scalars.RectifiedVariance, 2e-15);
        Rises(Scalars.Phi, Scalars.RectifiedMean, Scalars.RectifiedVariance, 1e-14);
    }

    [Fact]
    public void InLanes512() => InLanes<Lanes512>();

    [Fact]
    public void InLanes256() => InLanes<Lanes256>();

    [Fact]
    public void InLanes128() => InLanes<Lanes128>();

    [Fact]
    public void InLane() => InLanes<Lane>();

    private static void InLanes<V>()
        where V : struct, ILanes<V>
    {
        Plane result = new NativeBuffer(V.Width).Plane;
        Limits(Mean, Variance, [1e-38, 1e-30, 0.3, 5, 1e30]);
        Bounds(Mean, Variance, 1e-6);
        Rises(x => First(V.Phi(V.Of((float)x))), Mean, Variance, 1e-6);
        foreach (double x in new[] { -1e30, -40, -0.0, 0, 40, 1e30 })
        {
            Assert.Equal(Scalars.Phi(x), First(V.Phi(V.Of((float)x))), 1e-7);
            Assert.Equal(Scalars.Density(x), First(V.Density(V.Of((float)x))), 1e-7);
        }
        foreach (float ratio in new[] { -40, -18, -9, -1.5f, 0, 0.3f, 7.9f, 8.1f, 14, float.NaN })
        {
            foreach (float deviation in new[] { 0, 1e-20f, 0.7f, 1e15f, float.NaN })
            {
                V mean = V.Of(float.IsNaN(deviation) ? ratio : ratio * deviation);
                V.RectifiedMoments(mean, V.Of(deviation), out V rectified, out V variance);
                Assert.Equal(First(V.RectifiedMean(mean, V.Of(deviation))), First(rectified));
                Assert.Equal(First(V.RectifiedVariance(mean, V.Of(deviation))), First(variance));
            }
        }
        Assert.Equal(1.0, First(V.Phi(V.Of(float.PositiveInfinity))));
        Assert.Equal(0.0, First(V.Phi(V.Of(float.NegativeInfinity))));
        Assert.Equal(0.0, First(V.Density(V.Of(float.NegativeInfinity))));
        Assert.Equal(double.NaN, First(V.Phi(V.Of(float.NaN))));
        Assert.Equal(double.NaN, First(V.Density(V.Of(float.NaN))));
        for (int exponent = -126; exponent <= 127; exponent++)
            Assert.Equal(Math.ScaleB(1, exponent), First(V.PowerOfTwo(V.Of(exponent))));

        double Mean(double mean, double deviation) => First(V.RectifiedMean(V.Of((float)mean), V.Of((float)deviation)));

        double Variance(double mean, double deviation) =>
            First(V.RectifiedVariance(V.Of((float)mean), V.Of((float)deviation)));

        double First(V lanes)
        {
            result.Store(0, lanes);
            return result[0];
        }
    }

    /// <summary>A deviation of 0, and one below, leave the ReLU itself; NaN stays NaN.</summary>
    private static void Limits(
        Func<double, double, double> rectifiedMean,
        Func<double, double, double> rectifiedVariance,
        double[] sizes
    )
    {
        foreach (double deviation in new[] { 0, -0.0, -1 })
        {
            Assert.Equal(0.0, rectifiedMean(0, deviation));
            Assert.Equal(0.0, rectifiedVariance(0, deviation));
            foreach (double size in sizes)
            {
                Assert.Equal((double)(float)size, (double)(float)rectifiedMean(size, deviation));
                Assert.Equal(0.0, rectifiedMean(-size, deviation));
                Assert.Equal(0.0, rectifiedVariance(size, deviation));
                Assert.Equal(0.0, rectifiedVariance(-size, deviation));
            }
        }
        foreach (double other in new[] { -1, 0, 1 })
        {
            Assert.Equal(double.NaN, rectifiedMean(double.NaN, other));
            Assert.Equal(double.NaN, rectifiedVariance(double.NaN, other));
            Assert.Equal(double.NaN, rectifiedMean(other, double.NaN));
            Assert.Equal(double.NaN, rectifiedVariance(other, double.NaN));
        }
    }

    /// <summary>max(0, mean) ≤ E ≤ max(0, mean) + 0.4·deviation and 0 ≤ V ≤ deviation², of every size.</summary>
    private static void Bounds(
        Func<double, double, double> rectifiedMean,
        Func<double, double, double> rectifiedVariance,
        double rounding
    )
    {
        Random random = new(7);
        for (int i = 0; i < 20000; i++)
        {
            float mean = (float)((random.Next(2) - 0.5) * Math.Pow(10, (random.NextDouble() * 76) - 38));
            float deviation = (float)Math.Pow(10, (random.NextDouble() * 57) - 38); // its square is a float32
            double expected = rectifiedMean(mean, deviation);
            double spread = rectifiedVariance(mean, deviation);
            string place = $"at {mean}, {deviation}: {expected}, {spread}";
            Assert.True(expected >= Math.Max(mean, 0), place);
            // 1/√(2π) = 0.3989…
            Assert.True(
                expected <= (Math.Max(mean, 0) + (0.39895 * deviation)) * (1 + rounding) + float.Epsilon,
                place
            );
            Assert.True(spread >= 0, place);
            Assert.True(spread <= ((double)deviation * deviation * (1 + rounding)) + float.Epsilon, place);
        }
    }

    /// <summary>All three rise with the mean, the moments with the deviation too, up to rounding.</summary>
    private static void Rises(
        Func<double, double> phi,
        Func<double, double, double> rectifiedMean,
        Func<double, double, double> rectifiedVariance,
        double rounding
    )
    {
        for (float x = -20; x < 20; x += 1 / 64f)
        {
            Order(phi(x), phi(x + (1 / 64f)), $"Φ at {x}");
            Order(rectifiedMean(x, 1), rectifiedMean(x + (1 / 64f), 1), $"E at {x}");
            Order(rectifiedVariance(x, 1), rectifiedVariance(x + (1 / 64f), 1), $"V at {x}");
            float s = MathF.Exp(x);
            foreach (float mean in new[] { -3f, 0, 0.1f })
            {
                Order(rectifiedMean(mean, s), rectifiedMean(mean, s * 1.02f), $"E at {mean}, {s}");
                Order(rectifiedVariance(mean, s), rectifiedVariance(mean, s * 1.02f), $"V at {mean}, {s}");
            }
        }

        void Order(double less, double more, string place) =>
            Assert.True(less <= more * (1 + rounding), $"{place}: {less}, then {more}");
    }
}

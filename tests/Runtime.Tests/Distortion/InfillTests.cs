namespace RuleCompiler.Runtime.Tests.Distortion;

/// <summary>What fills the part of an input that is not kept.</summary>
public sealed class InfillTests
{
    private static readonly int[] Shape = [2, 5, 6];
    private const int Size = 60;

    [Fact]
    public void A_blur_averages_what_is_kept_with_its_weights()
    {
        BlurredInfill infill = new(Shape, deviation: 0.8, drawWeight: 0.05);
        (double[] x, double[] s, double[] n) = Case();
        double[] filled = new double[Size];
        infill.Fill(x, s, n, filled);
        double[] kernel = [.. Enumerable.Range(-3, 7).Select(i => Math.Exp(-i * i / (2 * 0.8 * 0.8)))];
        double whole = kernel.Sum();
        for (int j = 0; j < Size; j++)
        {
            double above = 0.05 * n[j],
                below = 0.05;
            for (int i = 0; i < Size; i++)
            {
                int dh = (i / 6 % 5) - (j / 6 % 5),
                    dw = (i % 6) - (j % 6);
                if (i / 30 != j / 30 || Math.Abs(dh) > 3 || Math.Abs(dw) > 3)
                    continue;
                double weight = s[i] * kernel[3 + dh] * kernel[3 + dw] / (whole * whole);
                above += weight * x[i];
                below += weight;
            }

            Assert.Equal(above / below, filled[j], 1e-12);
        }
    }

    [Fact]
    public void A_blur_is_differentiated()
    {
        BlurredInfill infill = new(Shape, deviation: 1.1);
        (double[] x, double[] s, double[] n) = Case();
        double[] filled = new double[Size],
            gradient = ComponentTests.Numbers(Size, "gradient"),
            pulled = new double[Size];
        infill.Fill(x, s, n, filled);
        infill.Pull(x, s, n, filled, gradient, pulled);
        const double Step = 1e-6;
        for (int j = 0; j < Size; j++)
        {
            double Value(double step)
            {
                double[] moved = [.. s],
                    at = new double[Size];
                moved[j] += step;
                infill.Fill(x, moved, n, at);
                return at.Zip(gradient, (a, b) => a * b).Sum();
            }

            Assert.Equal((Value(Step) - Value(-Step)) / (2 * Step), pulled[j], 1e-7); // rounding over Step
        }
    }

    [Fact]
    public void The_nearest_kept_pixel_fills()
    {
        NearestInfill infill = new([2, 2, 4]);
        double[] x = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
            s = [0.9, 0, 0, 0.1, 0, 0, 0, 0.5, 0, 0, 0, 0, 0.4, 0, 0, 0],
            n = [.. Enumerable.Range(100, 16).Select(i => (double)i)],
            filled = new double[16];
        infill.Fill(x, s, n, filled);
        // the first plane keeps 1 and 8, the third pixel is as far from both; the second plane keeps nothing
        Assert.Equal([1, 1, 1, 8, 1, 1, 8, 8], filled[..8]);
        Assert.Equal(n[8..], filled[8..]);
    }

    [Fact]
    public void What_is_no_infill_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new BlurredInfill(Shape, deviation: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BlurredInfill(Shape, drawWeight: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NearestInfill(Shape, 0));
        Assert.StartsWith(
            "NearestInfill takes images",
            Assert.Throws<ArgumentException>(() => new NearestInfill([4])).Message
        );
    }

    private static (double[] X, double[] S, double[] N) Case()
    {
        double[] x = ComponentTests.Numbers(Size),
            s = [.. ComponentTests.Numbers(Size, "map").Select(v => (v + 1) / 2)],
            n = ComponentTests.Numbers(Size, "draw");
        return (x, s, n);
    }
}

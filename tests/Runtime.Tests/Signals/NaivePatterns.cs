namespace RuleCompiler.Runtime.Tests.Signals;

/// <summary>The same formulas as they are printed: two passes over all patches, in double precision, a unit at a time.</summary>
internal static class NaivePatterns
{
    /// <summary>Patches of an image with the zeros of the padding, by walking over the output.</summary>
    public static double[][] Patches(float[] image, (int C, int H, int W) size, Conv2d conv, int group)
    {
        int channels = size.C / conv.Groups;
        int height =
            1
            + (
                (size.H + conv.Pad.Top + conv.Pad.Bottom - (conv.Dilation.Height * (conv.Kernel.Height - 1)) - 1)
                / conv.Stride.Height
            );
        int width =
            1
            + (
                (size.W + conv.Pad.Left + conv.Pad.Right - (conv.Dilation.Width * (conv.Kernel.Width - 1)) - 1)
                / conv.Stride.Width
            );
        List<double[]> patches = [];
        for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
        {
            List<double> patch = [];
            for (int c = 0; c < channels; c++)
            for (int i = 0; i < conv.Kernel.Height; i++)
            for (int j = 0; j < conv.Kernel.Width; j++)
            {
                int row = (y * conv.Stride.Height) + (i * conv.Dilation.Height) - conv.Pad.Top;
                int column = (x * conv.Stride.Width) + (j * conv.Dilation.Width) - conv.Pad.Left;
                bool padded = row < 0 || column < 0 || row >= size.H || column >= size.W;
                patch.Add(padded ? 0 : image[((((group * channels) + c) * size.H) + row) * size.W + column]);
            }

            patches.Add([.. patch]);
        }

        return [.. patches];
    }

    /// <summary>The pattern of a unit, as eq. 37 has it.</summary>
    public static double[] Of(
        double[][] x,
        float[] weight,
        double bias,
        SignalEstimator estimator,
        PatternCentre centre
    )
    {
        double[] w = [.. weight.Select(v => (double)v)];
        double[] y = [.. x.Select(row => row.Zip(w, (a, b) => a * b).Sum())];
        int[] kept =
        [
            .. Enumerable.Range(0, x.Length).Where(n => estimator == SignalEstimator.Linear || y[n] + bias > 0),
        ];
        if (kept.Length < 2)
            return new double[w.Length];
        double centreY =
            centre == PatternCentre.AllOutputs && estimator == SignalEstimator.Positive
                ? y.Average()
                : kept.Average(n => y[n]);
        double[] mean = [.. w.Select((_, d) => kept.Average(n => x[n][d]))];
        double meanY = kept.Average(n => y[n]);
        // E[xy] − E[x]·m, summed about the means
        double[] numerator =
        [
            .. w.Select(
                (_, d) => kept.Average(n => (x[n][d] - mean[d]) * (y[n] - meanY)) + (mean[d] * (meanY - centreY))
            ),
        ];
        double scale = numerator.Zip(w, (a, b) => a * b).Sum();
        return [.. numerator.Select(v => v / scale)];
    }

    /// <summary>The greatest difference over the greatest expected value.</summary>
    public static double Distance(IEnumerable<double> expected, IEnumerable<double> found)
    {
        double[] e = [.. expected],
            f = [.. found];
        Assert.Equal(e.Length, f.Length);
        return e.Zip(f, (a, b) => Math.Abs(a - b)).Max() / e.Max(Math.Abs);
    }
}

namespace RuleCompiler.Kernels.Tests;

/// <summary>Linear layers slower and simpler: one visit for each pair of input and output, in double.</summary>
internal static class Naive
{
    /// <summary>A pair of an input and an output that meet through a weight.</summary>
    public delegate void Pair(int row, nint input, int inputChannel, nint output, int outputChannel, nint weight);

    /// <summary>Visits every pair; indices are into whole arrays of <paramref name="rows"/> samples.</summary>
    public static void Visit(ConvShape s, int rows, Pair visit)
    {
        int inputs = s.Channels / s.Groups,
            outputs = s.OutChannels / s.Groups;
        for (int n = 0; n < rows; n++)
        for (int k = 0; k < s.OutChannels; k++)
        for (int y = 0; y < s.OutHeight; y++)
        for (int x = 0; x < s.OutWidth; x++)
        for (int c = 0; c < inputs; c++)
        for (int a = 0; a < s.KernelHeight; a++)
        for (int b = 0; b < s.KernelWidth; b++)
        {
            int iy = y * s.StrideHeight - s.PadTop + a * s.DilationHeight;
            int ix = x * s.StrideWidth - s.PadLeft + b * s.DilationWidth;
            if (iy < 0 || iy >= s.Height || ix < 0 || ix >= s.Width)
                continue;
            int channel = k / outputs * inputs + c;
            nint input = (((nint)n * s.Channels + channel) * s.Height + iy) * s.Width + ix;
            nint output = (((nint)n * s.OutChannels + k) * s.OutHeight + y) * s.OutWidth + x;
            nint weight = (((nint)k * inputs + c) * s.KernelHeight + a) * s.KernelWidth + b;
            visit(n, input, channel, output, k, weight);
        }
    }

    /// <summary>Σ_j g(w_jk)·in_j.</summary>
    public static double[] Forward(ConvShape s, int rows, Plane input, Func<nint, double> g)
    {
        double[] output = new double[rows * s.OutputSize];
        Visit(s, rows, (_, i, _, o, _, w) => output[o] += g(w) * input[i]);
        return output;
    }

    /// <summary>Σ_k g(w_jk)·above_k.</summary>
    public static double[] Backward(ConvShape s, int rows, Plane above, Func<nint, double> g)
    {
        double[] below = new double[rows * s.InputSize];
        Visit(s, rows, (_, i, _, o, _, w) => below[i] += g(w) * above[o]);
        return below;
    }
}

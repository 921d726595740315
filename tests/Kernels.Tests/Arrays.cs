namespace RuleCompiler.Kernels.Tests;

/// <summary>Random planes and the comparison the project uses.</summary>
internal static class Arrays
{
    /// <summary>Numbers in [−1, 1).</summary>
    public static Plane Random(Random random, nint length)
    {
        Plane plane = new NativeBuffer(length).Plane; // the plane keeps the buffer; the finaliser frees it
        foreach (ref float x in plane.Span)
            x = random.NextSingle() * 2 - 1;
        return plane;
    }

    /// <summary>A copy.</summary>
    public static Plane Copy(Plane source)
    {
        Plane plane = new NativeBuffer(source.Length).Plane;
        source.Span.CopyTo(plane.Span);
        return plane;
    }

    /// <summary>max|actual − expected| ≤ tolerance · max|expected|.</summary>
    public static void Close(double[] expected, Plane actual, double tolerance)
    {
        double most = 0,
            error = 0;
        int worst = -1;
        for (int i = 0; i < expected.Length; i++)
        {
            most = Math.Max(most, Math.Abs(expected[i]));
            double e = Math.Abs(expected[i] - actual[i]);
            if (!(e <= error))
                (error, worst) = (double.IsNaN(e) ? double.PositiveInfinity : e, i);
        }
        Assert.True(
            error <= tolerance * Math.Max(most, 1e-30),
            $"error {error} at {worst} of {expected.Length}, largest {most}"
        );
    }

    /// <summary>Bit for bit.</summary>
    public static void Same(Plane expected, Plane actual) =>
        Assert.True(
            System
                .Runtime.InteropServices.MemoryMarshal.AsBytes(expected.Span)
                .SequenceEqual(System.Runtime.InteropServices.MemoryMarshal.AsBytes(actual.Span))
        );
}

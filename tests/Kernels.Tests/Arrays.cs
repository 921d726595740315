using System.Runtime.InteropServices;

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
        source.KeepAlive();
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
        actual.KeepAlive();
    }

    /// <summary>Bit for bit.</summary>
    public static void Same(Plane expected, Plane actual)
    {
        Span<int> one = MemoryMarshal.Cast<float, int>(expected.Span),
            other = MemoryMarshal.Cast<float, int>(actual.Span);
        int i = one.CommonPrefixLength(other);
        Assert.True(
            i == one.Length && i == other.Length,
            i < Math.Min(one.Length, other.Length)
                ? $"{expected[i]:R} and {actual[i]:R} at {i} of {one.Length}"
                : $"{one.Length} numbers and {other.Length}"
        );
        // a finaliser must not free what is still compared
        expected.KeepAlive();
        actual.KeepAlive();
    }
}

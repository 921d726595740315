using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static RuleCompiler.Kernels.LaneMemory;

namespace RuleCompiler.Kernels;

/// <summary>Eight rows of eight numbers, turned in registers.</summary>
internal static unsafe class Transposition
{
    /// <summary>Whether the machine can.</summary>
    public static bool IsSupported => Avx.IsSupported;

    /// <summary>Number k of row i goes to <c>to[k·step + i]</c>, as g of it.</summary>
    /// <typeparam name="G">g.</typeparam>
    /// <param name="from">The first row.</param>
    /// <param name="stride">From one row to the next.</param>
    /// <param name="to">Where the first numbers of all rows go.</param>
    /// <param name="step">From one k to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void OfEight<G>(float* from, nint stride, float* to, nint step)
        where G : IWeightMap
    {
        Vector256<float> a = Row<G>(from),
            b = Row<G>(from + stride),
            c = Row<G>(from + 2 * stride),
            d = Row<G>(from + 3 * stride);
        from += 4 * stride;
        Vector256<float> e = Row<G>(from),
            f = Row<G>(from + stride),
            g = Row<G>(from + 2 * stride),
            h = Row<G>(from + 3 * stride);
        Half(Avx.UnpackLow(a, b), Avx.UnpackLow(c, d), Avx.UnpackLow(e, f), Avx.UnpackLow(g, h), to, step);
        to += 2 * step;
        Half(Avx.UnpackHigh(a, b), Avx.UnpackHigh(c, d), Avx.UnpackHigh(e, f), Avx.UnpackHigh(g, h), to, step);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Row<G>(float* from)
        where G : IWeightMap => G.Map(Load<Lanes256>(from)).Register;

    /// <summary>Numbers 0, 1, 4 and 5 of the rows whose pairs are unpacked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Half(
        Vector256<float> ab,
        Vector256<float> cd,
        Vector256<float> ef,
        Vector256<float> gh,
        float* to,
        nint step
    )
    {
        Vector256<float> low = Avx.Shuffle(ab, cd, 0x44),
            high = Avx.Shuffle(ef, gh, 0x44);
        Avx.Permute2x128(low, high, 0x20).Store(to);
        Avx.Permute2x128(low, high, 0x31).Store(to + 4 * step);
        (low, high) = (Avx.Shuffle(ab, cd, 0xEE), Avx.Shuffle(ef, gh, 0xEE));
        Avx.Permute2x128(low, high, 0x20).Store(to + step);
        Avx.Permute2x128(low, high, 0x31).Store(to + 5 * step);
    }
}

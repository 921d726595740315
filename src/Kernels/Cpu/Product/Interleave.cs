using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using static RuleCompiler.Kernels.LaneMemory;

namespace RuleCompiler.Kernels;

/// <summary>Packs rows side by side: number k of row i goes to <c>to[k·width + i]</c>, as g of it.</summary>
/// <typeparam name="G">g.</typeparam>
internal static unsafe class Interleave<G>
    where G : IWeightMap
{
    private const int Panel = 32; // rows of the widest tile of the blocked product
    private const int Strip = 16; // numbers of a row: what many rows write of them stays in a first-level cache

    /// <summary>Packs <paramref name="rows"/> rows of <paramref name="length"/> numbers.</summary>
    /// <param name="from">The first row.</param>
    /// <param name="stride">From one row to the next.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="length">Numbers of a row.</param>
    /// <param name="to">The packed numbers.</param>
    /// <param name="width">From one k to the next; negative where the last k is written first in memory.</param>
    public static void Pack(float* from, nint stride, int rows, nint length, float* to, int width)
    {
        nint k = 0;
        for (; rows > Panel && k <= length - 2 * Strip; k += Strip)
            PackStrip(from + k, stride, rows, Strip, to + k * width, width);
        PackStrip(from + k, stride, rows, length - k, to + k * width, width);
    }

    /// <summary>Packs columns, which lie one behind the other: number k of row i is <c>from[k·stride + i]</c>.</summary>
    /// <param name="from">The first row.</param>
    /// <param name="stride">From one k to the next.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="length">Numbers of a row.</param>
    /// <param name="to">The packed numbers.</param>
    /// <param name="width">From one k to the next; negative where the last k is written first in memory.</param>
    public static void PackColumns(float* from, nint stride, int rows, nint length, float* to, int width)
    {
        for (nint k = 0; k < length; k++, from += stride, to += width)
        {
            int i = 0;
            for (; i <= rows - Lanes256.Width; i += Lanes256.Width)
                Store(to + i, G.Map(Load<Lanes256>(from + i)));
            for (; i < rows; i++)
                to[i] = G.Map(new Lane(from[i])).Value;
        }
    }

    /// <summary>Packs one number of each row.</summary>
    /// <param name="from">The first row.</param>
    /// <param name="stride">From one row to the next.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="to">The packed numbers.</param>
    public static void PackColumn(float* from, nint stride, int rows, float* to)
    {
        int i = 0;
        for (; i <= rows - Lanes256.Width; i += Lanes256.Width)
            Store(to + i, G.Map(StrideAny.Load<Lanes256>(from + i * stride, stride)));
        for (; i < rows; i++)
            to[i] = G.Map(new Lane(from[i * stride])).Value;
    }

    private static void PackStrip(float* from, nint stride, int rows, nint length, float* to, int width)
    {
        int i = 0;
        for (; Transposition.IsSupported && length >= 8 && i <= rows - 8; i += 8)
            PackEight(from + i * stride, stride, length, to + i, width);
        for (; i <= rows - 4; i += 4)
            PackFour(from + i * stride, stride, length, to + i, width);
        if (i < rows && rows >= 4)
        {
            i = rows - 4; // once more over some rows: cheaper than one by one
            PackFour(from + i * stride, stride, length, to + i, width);
            return;
        }
        for (; i < rows; i++)
            PackOne(from + i * stride, 0, length, to + i, width);
    }

    /// <summary>Makes g of numbers that are packed as they are.</summary>
    public static void Map(float* packed, nint length)
    {
        nint i = 0;
        for (; i <= length - Lanes256.Width; i += Lanes256.Width)
            Store(packed + i, G.Map(Load<Lanes256>(packed + i)));
        for (; i < length; i++)
            packed[i] = G.Map(new Lane(packed[i])).Value;
    }

    private static void PackOne(float* from, nint first, nint length, float* to, int width)
    {
        for (nint k = first; k < length; k++)
            to[k * width] = G.Map(new Lane(from[k])).Value;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackEight(float* from, nint stride, nint length, float* to, int width)
    {
        nint last = length - 8;
        for (nint k = 0; k < last; k += 8)
            Transposition.OfEight<G>(from + k, stride, to + k * width, width);
        Transposition.OfEight<G>(from + last, stride, to + last * width, width); // some once more: cheaper than one by one
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackFour(float* from, nint stride, nint length, float* to, int width)
    {
        float* row1 = from + stride,
            row2 = row1 + stride,
            row3 = row2 + stride;
        nint k = 0;
        for (; (Sse.IsSupported || AdvSimd.Arm64.IsSupported) && k <= length - 4; k += 4)
        {
            Vector128<float> a = G.Map(Load<Lanes128>(from + k)).Register,
                b = G.Map(Load<Lanes128>(row1 + k)).Register;
            Vector128<float> c = G.Map(Load<Lanes128>(row2 + k)).Register,
                d = G.Map(Load<Lanes128>(row3 + k)).Register;
            Vector128<float> acLow = ZipLow(a, c),
                acHigh = ZipHigh(a, c),
                bdLow = ZipLow(b, d),
                bdHigh = ZipHigh(b, d);
            float* t = to + k * width;
            ZipLow(acLow, bdLow).Store(t);
            ZipHigh(acLow, bdLow).Store(t + width);
            ZipLow(acHigh, bdHigh).Store(t + 2 * width);
            ZipHigh(acHigh, bdHigh).Store(t + 3 * width);
        }
        PackOne(from, k, length, to, width);
        PackOne(row1, k, length, to + 1, width);
        PackOne(row2, k, length, to + 2, width);
        PackOne(row3, k, length, to + 3, width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ZipLow(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackLow(a, b) : AdvSimd.Arm64.ZipLow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ZipHigh(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackHigh(a, b) : AdvSimd.Arm64.ZipHigh(a, b);
}

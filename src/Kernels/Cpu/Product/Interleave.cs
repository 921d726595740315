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
    /// <summary>Packs <paramref name="rows"/> rows of <paramref name="length"/> numbers.</summary>
    /// <param name="from">The first row.</param>
    /// <param name="stride">From one row to the next.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="length">Numbers of a row.</param>
    /// <param name="to">The packed numbers.</param>
    /// <param name="width">From one k to the next.</param>
    public static void Pack(float* from, nint stride, int rows, nint length, float* to, int width)
    {
        int i = 0;
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

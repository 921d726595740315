using System.Runtime.CompilerServices;
using static RuleCompiler.Kernels.LaneMemory;

namespace RuleCompiler.Kernels;

/// <summary>Sums over channels and taps at neighbouring grid positions of a <see cref="Band"/>.</summary>
/// <param name="units">Source channels.</param>
/// <param name="unitSize">From one to the next.</param>
/// <param name="offsets">Where each tap reads.</param>
/// <param name="taps">How many.</param>
/// <param name="weights">g(w), [units, taps, rows].</param>
internal readonly unsafe struct Sliding<V>(int units, nint unitSize, nint* offsets, int taps, float* weights)
    where V : struct, ILanes<V>
{
    /// <summary>For how many positions sums are made at once (more than are left, at the end).</summary>
    public static int Wide(int rows, int left) =>
        left <= V.Width ? V.Width
        : rows == 3 ? 3 * V.Width
        : left <= 2 * V.Width ? 2 * V.Width
        : 4 * V.Width;

    /// <summary>For how many positions sums are made where <paramref name="positions"/> are asked for.</summary>
    public static int Covered(int rows, int positions)
    {
        int whole = rows == 3 ? 3 * V.Width : 4 * V.Width,
            rest = positions % whole;
        return positions - rest + (rest == 0 ? 0 : Wide(rows, rest));
    }

    /// <summary>One row or three, for <see cref="Wide"/> positions.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="wide">The positions.</param>
    /// <param name="from">The first.</param>
    /// <param name="to">[rows, positions].</param>
    /// <param name="stride">From one row of the result to the next.</param>
    /// <param name="add">Whether the result is added to what is there.</param>
    public void Sum(int rows, int wide, float* from, float* to, nint stride, bool add)
    {
        if (rows == 3 && wide == V.Width)
            ThreeByOne(from, to, stride, add);
        else if (rows == 3)
            ThreeByThree(from, to, stride, add);
        else if (wide == V.Width)
            OneByOne(from, to, add);
        else if (wide == 2 * V.Width)
            OneByTwo(from, to, add);
        else
            OneByFour(from, to, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void OneByOne(float* from, float* to, bool add)
    {
        V sum = V.Zero;
        float* w = weights;
        for (int u = units; u > 0; u--, from += unitSize)
        {
            for (int t = 0; t < taps; t++)
                sum = V.MultiplyAdd(V.Of(*w++), Load<V>(from + offsets[t]), sum);
        }
        Put(to, sum, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void OneByTwo(float* from, float* to, bool add)
    {
        V s0 = V.Zero,
            s1 = V.Zero;
        float* w = weights;
        for (int u = units; u > 0; u--, from += unitSize)
        {
            for (int t = 0; t < taps; t++)
            {
                float* x = from + offsets[t];
                V a = V.Of(*w++);
                s0 = V.MultiplyAdd(a, Load<V>(x), s0);
                s1 = V.MultiplyAdd(a, Load<V>(x + V.Width), s1);
            }
        }
        Put(to, s0, add);
        Put(to + V.Width, s1, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void OneByFour(float* from, float* to, bool add)
    {
        V s0 = V.Zero,
            s1 = V.Zero,
            s2 = V.Zero,
            s3 = V.Zero;
        float* w = weights;
        nint* first = offsets;
        nint* end = offsets + taps;
        nint step = unitSize;
        for (int u = units; u > 0; u--, from += step)
        {
            for (nint* offset = first; offset < end; offset++)
            {
                float* x = from + *offset;
                V a = V.Of(*w++);
                s0 = V.MultiplyAdd(a, Load<V>(x), s0);
                s1 = V.MultiplyAdd(a, Load<V>(x + V.Width), s1);
                s2 = V.MultiplyAdd(a, Load<V>(x + 2 * V.Width), s2);
                s3 = V.MultiplyAdd(a, Load<V>(x + 3 * V.Width), s3);
            }
        }
        Put(to, s0, add);
        Put(to + V.Width, s1, add);
        Put(to + 2 * V.Width, s2, add);
        Put(to + 3 * V.Width, s3, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ThreeByOne(float* from, float* to, nint stride, bool add)
    {
        V s0 = V.Zero,
            s1 = V.Zero,
            s2 = V.Zero;
        float* w = weights;
        for (int u = units; u > 0; u--, from += unitSize)
        {
            for (int t = 0; t < taps; t++, w += 3)
            {
                V x = Load<V>(from + offsets[t]);
                s0 = V.MultiplyAdd(V.Of(w[0]), x, s0);
                s1 = V.MultiplyAdd(V.Of(w[1]), x, s1);
                s2 = V.MultiplyAdd(V.Of(w[2]), x, s2);
            }
        }
        Put(to, s0, add);
        Put(to + stride, s1, add);
        Put(to + 2 * stride, s2, add);
    }

    /// <summary>9 accumulators, 3 numbers, 1 weight: as many as 16 registers hold without spilling.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ThreeByThree(float* from, float* to, nint stride, bool add)
    {
        V r00 = V.Zero,
            r01 = V.Zero,
            r02 = V.Zero,
            r10 = V.Zero,
            r11 = V.Zero,
            r12 = V.Zero;
        V r20 = V.Zero,
            r21 = V.Zero,
            r22 = V.Zero;
        float* w = weights;
        nint* first = offsets;
        nint* end = offsets + taps;
        nint step = unitSize;
        for (int u = units; u > 0; u--, from += step)
        {
            for (nint* offset = first; offset < end; offset++, w += 3)
            {
                float* x = from + *offset;
                V x0 = Load<V>(x),
                    x1 = Load<V>(x + V.Width),
                    x2 = Load<V>(x + 2 * V.Width);
                V a = V.Of(w[0]);
                r00 = V.MultiplyAdd(a, x0, r00);
                r01 = V.MultiplyAdd(a, x1, r01);
                r02 = V.MultiplyAdd(a, x2, r02);
                a = V.Of(w[1]);
                r10 = V.MultiplyAdd(a, x0, r10);
                r11 = V.MultiplyAdd(a, x1, r11);
                r12 = V.MultiplyAdd(a, x2, r12);
                a = V.Of(w[2]);
                r20 = V.MultiplyAdd(a, x0, r20);
                r21 = V.MultiplyAdd(a, x1, r21);
                r22 = V.MultiplyAdd(a, x2, r22);
            }
        }
        PutThree(to, r00, r01, r02, add);
        PutThree(to + stride, r10, r11, r12, add);
        PutThree(to + 2 * stride, r20, r21, r22, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PutThree(float* to, V first, V second, V third, bool add)
    {
        Put(to, first, add);
        Put(to + V.Width, second, add);
        Put(to + 2 * V.Width, third, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(float* to, V value, bool add) => Store(to, add ? value + Load<V>(to) : value);
}

using System.Runtime.CompilerServices;
using static RuleCompiler.Kernels.LaneMemory;

namespace RuleCompiler.Kernels;

/// <summary>Sums over channels and taps at neighbouring grid positions of a <see cref="Band"/>.</summary>
/// <param name="units">Source channels.</param>
/// <param name="unitSize">From one to the next.</param>
/// <param name="offsets">Where each tap reads.</param>
/// <param name="taps">How many.</param>
/// <param name="weights">g(w), [units, taps, rows].</param>
/// <param name="tile">The result: [rows, positions].</param>
internal readonly unsafe struct Sliding<V>(
    int units,
    nint unitSize,
    nint* offsets,
    int taps,
    float* weights,
    float* tile
)
    where V : struct, ILanes<V>
{
    /// <summary>The result: [rows, positions].</summary>
    public float* Tile => tile;

    /// <summary>One row; returns for how many positions (more than are left, at the end).</summary>
    public int One(float* from, int left)
    {
        if (left <= V.Width)
        {
            OneByOne(from);
            return V.Width;
        }
        OneByFour(from);
        return 4 * V.Width;
    }

    /// <summary>Three rows; returns for how many positions (more than are left, at the end).</summary>
    public int Three(float* from, int left)
    {
        if (left <= V.Width)
        {
            ThreeByOne(from);
            return V.Width;
        }
        ThreeByThree(from);
        return 3 * V.Width;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void OneByOne(float* from)
    {
        V sum = V.Zero;
        float* w = weights;
        for (int u = units; u > 0; u--, from += unitSize)
        {
            for (int t = 0; t < taps; t++)
                sum = V.MultiplyAdd(V.Of(*w++), Load<V>(from + offsets[t]), sum);
        }
        Store(tile, sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void OneByFour(float* from)
    {
        V s0 = V.Zero,
            s1 = V.Zero,
            s2 = V.Zero,
            s3 = V.Zero;
        float* w = weights;
        for (int u = units; u > 0; u--, from += unitSize)
        {
            for (int t = 0; t < taps; t++)
            {
                float* x = from + offsets[t];
                V a = V.Of(*w++);
                s0 = V.MultiplyAdd(a, Load<V>(x), s0);
                s1 = V.MultiplyAdd(a, Load<V>(x + V.Width), s1);
                s2 = V.MultiplyAdd(a, Load<V>(x + 2 * V.Width), s2);
                s3 = V.MultiplyAdd(a, Load<V>(x + 3 * V.Width), s3);
            }
        }
        Store(tile, s0);
        Store(tile + V.Width, s1);
        Store(tile + 2 * V.Width, s2);
        Store(tile + 3 * V.Width, s3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ThreeByOne(float* from)
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
        PutThree(tile, s0, s1, s2);
    }

    /// <summary>9 accumulators, 3 numbers, 1 weight: as many as 16 registers hold without spilling.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ThreeByThree(float* from)
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
        float* to = tile;
        PutThree(to, r00, r01, r02);
        PutThree(to + 3 * V.Width, r10, r11, r12);
        PutThree(to + 6 * V.Width, r20, r21, r22);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PutThree(float* to, V first, V second, V third)
    {
        Store(to, first);
        Store(to + V.Width, second);
        Store(to + 2 * V.Width, third);
    }
}

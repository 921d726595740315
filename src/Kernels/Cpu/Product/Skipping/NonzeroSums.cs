using System.Runtime.CompilerServices;
using static RuleCompiler.Kernels.LaneMemory;

namespace RuleCompiler.Kernels;

/// <summary>
/// The innermost loop of a product that skips zeros: the sums of <see cref="Rows"/> target channels at one grid
/// position stay in eight registers while the position's nonzero source numbers go by, each times a run of weights
/// from the first-level cache.
/// </summary>
/// <typeparam name="V">The lanes.</typeparam>
internal static unsafe class NonzeroSums<V>
    where V : struct, ILanes<V>
{
    /// <summary>Target channels of a block; as far apart lie the weights of one depth and of the next.</summary>
    public static int Rows => 8 * V.Width;

    /// <summary>sums[Rows] += Σ_e values[e]·weights[places[e], Rows], entry by entry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(int* places, float* values, nint entries, float* weights, float* sums)
    {
        V r0 = Load<V>(sums),
            r1 = Load<V>(sums + V.Width),
            r2 = Load<V>(sums + 2 * V.Width),
            r3 = Load<V>(sums + 3 * V.Width);
        V r4 = Load<V>(sums + 4 * V.Width),
            r5 = Load<V>(sums + 5 * V.Width),
            r6 = Load<V>(sums + 6 * V.Width),
            r7 = Load<V>(sums + 7 * V.Width);
        for (nint e = 0; e < entries; e++)
        {
            float* w = weights + places[e];
            V a = V.Of(values[e]);
            r0 = V.MultiplyAdd(a, Load<V>(w), r0);
            r1 = V.MultiplyAdd(a, Load<V>(w + V.Width), r1);
            r2 = V.MultiplyAdd(a, Load<V>(w + 2 * V.Width), r2);
            r3 = V.MultiplyAdd(a, Load<V>(w + 3 * V.Width), r3);
            r4 = V.MultiplyAdd(a, Load<V>(w + 4 * V.Width), r4);
            r5 = V.MultiplyAdd(a, Load<V>(w + 5 * V.Width), r5);
            r6 = V.MultiplyAdd(a, Load<V>(w + 6 * V.Width), r6);
            r7 = V.MultiplyAdd(a, Load<V>(w + 7 * V.Width), r7);
        }
        Store(sums, r0);
        Store(sums + V.Width, r1);
        Store(sums + 2 * V.Width, r2);
        Store(sums + 3 * V.Width, r3);
        Store(sums + 4 * V.Width, r4);
        Store(sums + 5 * V.Width, r5);
        Store(sums + 6 * V.Width, r6);
        Store(sums + 7 * V.Width, r7);
    }

    /// <summary>The same for the first half of the rows, in two chains so that additions do not wait for each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddHalf(int* places, float* values, nint entries, float* weights, float* sums)
    {
        V r0 = Load<V>(sums),
            r1 = Load<V>(sums + V.Width),
            r2 = Load<V>(sums + 2 * V.Width),
            r3 = Load<V>(sums + 3 * V.Width);
        V s0 = V.Zero,
            s1 = V.Zero,
            s2 = V.Zero,
            s3 = V.Zero;
        nint e = 0;
        for (; e < entries - 1; e += 2)
        {
            float* w = weights + places[e];
            V a = V.Of(values[e]);
            r0 = V.MultiplyAdd(a, Load<V>(w), r0);
            r1 = V.MultiplyAdd(a, Load<V>(w + V.Width), r1);
            r2 = V.MultiplyAdd(a, Load<V>(w + 2 * V.Width), r2);
            r3 = V.MultiplyAdd(a, Load<V>(w + 3 * V.Width), r3);
            w = weights + places[e + 1];
            a = V.Of(values[e + 1]);
            s0 = V.MultiplyAdd(a, Load<V>(w), s0);
            s1 = V.MultiplyAdd(a, Load<V>(w + V.Width), s1);
            s2 = V.MultiplyAdd(a, Load<V>(w + 2 * V.Width), s2);
            s3 = V.MultiplyAdd(a, Load<V>(w + 3 * V.Width), s3);
        }
        if (e < entries)
        {
            float* w = weights + places[e];
            V a = V.Of(values[e]);
            r0 = V.MultiplyAdd(a, Load<V>(w), r0);
            r1 = V.MultiplyAdd(a, Load<V>(w + V.Width), r1);
            r2 = V.MultiplyAdd(a, Load<V>(w + 2 * V.Width), r2);
            r3 = V.MultiplyAdd(a, Load<V>(w + 3 * V.Width), r3);
        }
        Store(sums, r0 + s0);
        Store(sums + V.Width, r1 + s1);
        Store(sums + 2 * V.Width, r2 + s2);
        Store(sums + 3 * V.Width, r3 + s3);
    }
}

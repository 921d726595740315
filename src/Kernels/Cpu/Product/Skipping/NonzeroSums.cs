using System.Runtime.CompilerServices;
using static RuleCompiler.Kernels.LaneMemory;

namespace RuleCompiler.Kernels;

/// <summary>
/// The innermost loop of a product that skips zeros: a block of sums at one grid position stays in eight registers
/// while the position's nonzero source numbers go by, each times a run of weights from the first-level cache.
/// </summary>
/// <typeparam name="V">The lanes.</typeparam>
internal static unsafe class NonzeroSums<V>
    where V : struct, ILanes<V>
{
    /// <summary>Sums of a block; as far apart lie the weights of one depth and of the next.</summary>
    public static int Block => 8 * V.Width;

    /// <summary>sums[Block] += Σ_e value of e · weights[place of e, Block], entry by entry.</summary>
    /// <param name="entries">See <see cref="Entry"/>.</param>
    /// <param name="count">How many entries.</param>
    /// <param name="weights">The block's weights.</param>
    /// <param name="sums">The position's sums.</param>
    /// <param name="half">Whether only the first half of the sums is wanted.</param>
    public static void Add(ulong* entries, nint count, float* weights, float* sums, bool half)
    {
        if (half)
            Half(entries, count, weights, sums);
        else
            Whole(entries, count, weights, sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Whole(ulong* entries, nint count, float* weights, float* sums)
    {
        V r0 = Load<V>(sums),
            r1 = Load<V>(sums + V.Width),
            r2 = Load<V>(sums + 2 * V.Width),
            r3 = Load<V>(sums + 3 * V.Width);
        V r4 = Load<V>(sums + 4 * V.Width),
            r5 = Load<V>(sums + 5 * V.Width),
            r6 = Load<V>(sums + 6 * V.Width),
            r7 = Load<V>(sums + 7 * V.Width);
        for (nint e = 0; e < count; e++)
        {
            float* w = weights + Entry.Place(entries[e]);
            V a = V.Of(Entry.Value(entries[e]));
            r0 = MultiplyAdd(a, w, r0);
            r1 = MultiplyAdd(a, w + V.Width, r1);
            r2 = MultiplyAdd(a, w + 2 * V.Width, r2);
            r3 = MultiplyAdd(a, w + 3 * V.Width, r3);
            r4 = MultiplyAdd(a, w + 4 * V.Width, r4);
            r5 = MultiplyAdd(a, w + 5 * V.Width, r5);
            r6 = MultiplyAdd(a, w + 6 * V.Width, r6);
            r7 = MultiplyAdd(a, w + 7 * V.Width, r7);
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

    /// <summary>The first half of the sums, in two chains so that additions do not wait for each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Half(ulong* entries, nint count, float* weights, float* sums)
    {
        V r0 = Load<V>(sums),
            r1 = Load<V>(sums + V.Width),
            r2 = Load<V>(sums + 2 * V.Width),
            r3 = Load<V>(sums + 3 * V.Width);
        V s0 = V.Zero,
            s1 = V.Zero,
            s2 = V.Zero,
            s3 = V.Zero;
        for (nint e = 0; e < count; e += 2)
        {
            float* w = weights + Entry.Place(entries[e]);
            V a = V.Of(Entry.Value(entries[e]));
            r0 = MultiplyAdd(a, w, r0);
            r1 = MultiplyAdd(a, w + V.Width, r1);
            r2 = MultiplyAdd(a, w + 2 * V.Width, r2);
            r3 = MultiplyAdd(a, w + 3 * V.Width, r3);
            if (e + 1 == count)
                break;
            w = weights + Entry.Place(entries[e + 1]);
            a = V.Of(Entry.Value(entries[e + 1]));
            s0 = MultiplyAdd(a, w, s0);
            s1 = MultiplyAdd(a, w + V.Width, s1);
            s2 = MultiplyAdd(a, w + 2 * V.Width, s2);
            s3 = MultiplyAdd(a, w + 3 * V.Width, s3);
        }
        Store(sums, r0 + s0);
        Store(sums + V.Width, r1 + s1);
        Store(sums + 2 * V.Width, r2 + s2);
        Store(sums + 3 * V.Width, r3 + s3);
    }
}

/// <summary>What an entry of a list says: a place in the lower half, the bits of a number in the upper.</summary>
internal static class Entry
{
    /// <summary>Where its weights begin.</summary>
    public static nint Place(ulong entry) => (nint)(uint)entry;

    /// <summary>The source number: one load fetches both, and loads are what the loop is bound by.</summary>
    public static float Value(ulong entry) => BitConverter.UInt32BitsToSingle((uint)(entry >> 32));
}

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
        V r0 = V.Zero,
            r1 = V.Zero,
            r2 = V.Zero,
            r3 = V.Zero;
        V r4 = V.Zero,
            r5 = V.Zero,
            r6 = V.Zero,
            r7 = V.Zero;
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
        Raise(sums, r0);
        Raise(sums + V.Width, r1);
        Raise(sums + 2 * V.Width, r2);
        Raise(sums + 3 * V.Width, r3);
        Raise(sums + 4 * V.Width, r4);
        Raise(sums + 5 * V.Width, r5);
        Raise(sums + 6 * V.Width, r6);
        Raise(sums + 7 * V.Width, r7);
    }

    /// <summary>
    /// The first half of the sums by one part of the weights and the second by another, each weight loaded once: loads
    /// are what <see cref="Whole"/> is bound by.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddParts<G0, G1>(ulong* entries, nint count, float* weights, float* sums)
        where G0 : IWeightMap
        where G1 : IWeightMap
    {
        V r0 = V.Zero,
            r1 = V.Zero,
            r2 = V.Zero,
            r3 = V.Zero;
        V s0 = V.Zero,
            s1 = V.Zero,
            s2 = V.Zero,
            s3 = V.Zero;
        for (nint e = 0; e < count; e++)
        {
            float* from = weights + Entry.Place(entries[e]);
            V a = V.Of(Entry.Value(entries[e]));
            V w = Load<V>(from);
            r0 = V.MultiplyAdd(a, G0.Map(w), r0);
            s0 = V.MultiplyAdd(a, G1.Map(w), s0);
            w = Load<V>(from + V.Width);
            r1 = V.MultiplyAdd(a, G0.Map(w), r1);
            s1 = V.MultiplyAdd(a, G1.Map(w), s1);
            w = Load<V>(from + 2 * V.Width);
            r2 = V.MultiplyAdd(a, G0.Map(w), r2);
            s2 = V.MultiplyAdd(a, G1.Map(w), s2);
            w = Load<V>(from + 3 * V.Width);
            r3 = V.MultiplyAdd(a, G0.Map(w), r3);
            s3 = V.MultiplyAdd(a, G1.Map(w), s3);
        }
        Raise(sums, r0);
        Raise(sums + V.Width, r1);
        Raise(sums + 2 * V.Width, r2);
        Raise(sums + 3 * V.Width, r3);
        Raise(sums + 4 * V.Width, s0);
        Raise(sums + 5 * V.Width, s1);
        Raise(sums + 6 * V.Width, s2);
        Raise(sums + 7 * V.Width, s3);
    }

    /// <summary>
    /// The same for blocks that are half as large again: twelve sums, as many as 16 registers hold beside what is
    /// multiplied.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddWideParts<G0, G1>(ulong* entries, nint count, float* weights, float* sums)
        where G0 : IWeightMap
        where G1 : IWeightMap
    {
        V r0 = V.Zero,
            r1 = V.Zero,
            r2 = V.Zero,
            r3 = V.Zero,
            r4 = V.Zero,
            r5 = V.Zero;
        V s0 = V.Zero,
            s1 = V.Zero,
            s2 = V.Zero,
            s3 = V.Zero,
            s4 = V.Zero,
            s5 = V.Zero;
        for (nint e = 0; e < count; e++)
        {
            float* from = weights + Entry.Place(entries[e]);
            V a = V.Of(Entry.Value(entries[e]));
            V w = Load<V>(from);
            r0 = V.MultiplyAdd(a, G0.Map(w), r0);
            s0 = V.MultiplyAdd(a, G1.Map(w), s0);
            w = Load<V>(from + V.Width);
            r1 = V.MultiplyAdd(a, G0.Map(w), r1);
            s1 = V.MultiplyAdd(a, G1.Map(w), s1);
            w = Load<V>(from + 2 * V.Width);
            r2 = V.MultiplyAdd(a, G0.Map(w), r2);
            s2 = V.MultiplyAdd(a, G1.Map(w), s2);
            w = Load<V>(from + 3 * V.Width);
            r3 = V.MultiplyAdd(a, G0.Map(w), r3);
            s3 = V.MultiplyAdd(a, G1.Map(w), s3);
            w = Load<V>(from + 4 * V.Width);
            r4 = V.MultiplyAdd(a, G0.Map(w), r4);
            s4 = V.MultiplyAdd(a, G1.Map(w), s4);
            w = Load<V>(from + 5 * V.Width);
            r5 = V.MultiplyAdd(a, G0.Map(w), r5);
            s5 = V.MultiplyAdd(a, G1.Map(w), s5);
        }
        Raise(sums, r0);
        Raise(sums + V.Width, r1);
        Raise(sums + 2 * V.Width, r2);
        Raise(sums + 3 * V.Width, r3);
        Raise(sums + 4 * V.Width, r4);
        Raise(sums + 5 * V.Width, r5);
        Raise(sums + 6 * V.Width, s0);
        Raise(sums + 7 * V.Width, s1);
        Raise(sums + 8 * V.Width, s2);
        Raise(sums + 9 * V.Width, s3);
        Raise(sums + 10 * V.Width, s4);
        Raise(sums + 11 * V.Width, s5);
    }

    /// <summary>The first half of the sums, in two chains so that additions do not wait for each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Half(ulong* entries, nint count, float* weights, float* sums)
    {
        V r0 = V.Zero,
            r1 = V.Zero,
            r2 = V.Zero,
            r3 = V.Zero;
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
        Raise(sums, r0 + s0);
        Raise(sums + V.Width, r1 + s1);
        Raise(sums + 2 * V.Width, r2 + s2);
        Raise(sums + 3 * V.Width, r3 + s3);
    }

    /// <summary>Adds what a list gave: sums of a list each, then of lists, round less than one long sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Raise(float* sums, V more) => Store(sums, Load<V>(sums) + more);
}

/// <summary>What an entry of a list says: a place in the lower half, the bits of a number in the upper.</summary>
internal static class Entry
{
    /// <summary>Where its weights begin.</summary>
    public static nint Place(ulong entry) => (nint)(uint)entry;

    /// <summary>The source number: one load fetches both, and loads are what the loop is bound by.</summary>
    public static float Value(ulong entry) => BitConverter.UInt32BitsToSingle((uint)(entry >> 32));
}

using System.Runtime.CompilerServices;
using static RuleCompiler.Kernels.LaneMemory;

namespace RuleCompiler.Kernels;

/// <summary>
/// The innermost loops of a product that skips zeros: a block of sums at one grid position stays in eight registers
/// while the nonzero source numbers that it sees through some taps go by, each times a run of weights from the
/// first-level cache.
/// </summary>
/// <remarks>
/// Sums of a visit begin at zero and are added to what earlier visits left: sums of lists each, then of lists, round less
/// than one long sum. Blocks of fewer sums take several entries at a time, so that additions do not wait for each other;
/// lists end in zeros for them.
/// </remarks>
/// <typeparam name="V">The lanes.</typeparam>
internal static unsafe class NonzeroSums<V>
    where V : struct, ILanes<V>
{
    /// <summary>Sums of the largest block of one map.</summary>
    public static int Block => 8 * V.Width;

    /// <summary>For each position, sums[size] += Σ_tap Σ_e value of e · weights[tap, place of e, size].</summary>
    /// <param name="line">The positions and their lists.</param>
    /// <param name="weights">The block's weights at the first tap.</param>
    /// <param name="tapStep">From one tap's weights to the next's.</param>
    /// <param name="sums">[positions, size].</param>
    /// <param name="size"><see cref="Block"/>, half or a quarter of it.</param>
    public static void Add(in NonzeroLine line, float* weights, nint tapStep, float* sums, int size)
    {
        if (size == Block)
            Whole(line, weights, tapStep, sums);
        else if (size == Block / 2)
            Half(line, weights, tapStep, sums);
        else
            Quarter(line, weights, tapStep, sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Whole(in NonzeroLine line, float* weights, nint tapStep, float* sums)
    {
        ulong* entries = line.Entries;
        int* counts = line.Counts,
            seen = line.Seen;
        nint room = line.Room,
            taps = line.Taps;
        for (
            nint left = line.Positions;
            left > 0;
            left--, entries += line.Step * room, counts += line.Step, sums += Block
        )
        {
            V r0 = V.Zero,
                r1 = V.Zero,
                r2 = V.Zero,
                r3 = V.Zero,
                r4 = V.Zero,
                r5 = V.Zero,
                r6 = V.Zero,
                r7 = V.Zero;
            float* tap = weights;
            for (nint t = 0; t < taps; t++, tap += tapStep)
            {
                ulong* e = entries + seen[t] * room,
                    end = e + counts[seen[t]];
                for (; e < end; e++)
                {
                    ulong entry = *e;
                    float* w = tap + Entry.Place(entry);
                    V a = V.Of(Entry.Value(entry));
                    r0 = MultiplyAdd(a, w, r0);
                    r1 = MultiplyAdd(a, w + V.Width, r1);
                    r2 = MultiplyAdd(a, w + 2 * V.Width, r2);
                    r3 = MultiplyAdd(a, w + 3 * V.Width, r3);
                    r4 = MultiplyAdd(a, w + 4 * V.Width, r4);
                    r5 = MultiplyAdd(a, w + 5 * V.Width, r5);
                    r6 = MultiplyAdd(a, w + 6 * V.Width, r6);
                    r7 = MultiplyAdd(a, w + 7 * V.Width, r7);
                }
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
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Half(in NonzeroLine line, float* weights, nint tapStep, float* sums)
    {
        ulong* entries = line.Entries;
        int* counts = line.Counts,
            seen = line.Seen;
        nint room = line.Room,
            taps = line.Taps;
        for (
            nint left = line.Positions;
            left > 0;
            left--, entries += line.Step * room, counts += line.Step, sums += Block / 2
        )
        {
            V r0 = V.Zero,
                r1 = V.Zero,
                r2 = V.Zero,
                r3 = V.Zero;
            V s0 = V.Zero,
                s1 = V.Zero,
                s2 = V.Zero,
                s3 = V.Zero;
            float* tap = weights;
            for (nint t = 0; t < taps; t++, tap += tapStep)
            {
                ulong* e = entries + seen[t] * room,
                    end = e + counts[seen[t]];
                for (; e < end; e += 2)
                {
                    ulong entry = *e;
                    float* w = tap + Entry.Place(entry);
                    V a = V.Of(Entry.Value(entry));
                    r0 = MultiplyAdd(a, w, r0);
                    r1 = MultiplyAdd(a, w + V.Width, r1);
                    r2 = MultiplyAdd(a, w + 2 * V.Width, r2);
                    r3 = MultiplyAdd(a, w + 3 * V.Width, r3);
                    entry = e[1];
                    w = tap + Entry.Place(entry);
                    a = V.Of(Entry.Value(entry));
                    s0 = MultiplyAdd(a, w, s0);
                    s1 = MultiplyAdd(a, w + V.Width, s1);
                    s2 = MultiplyAdd(a, w + 2 * V.Width, s2);
                    s3 = MultiplyAdd(a, w + 3 * V.Width, s3);
                }
            }
            Raise(sums, r0 + s0);
            Raise(sums + V.Width, r1 + s1);
            Raise(sums + 2 * V.Width, r2 + s2);
            Raise(sums + 3 * V.Width, r3 + s3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Quarter(in NonzeroLine line, float* weights, nint tapStep, float* sums)
    {
        ulong* entries = line.Entries;
        int* counts = line.Counts,
            seen = line.Seen;
        nint room = line.Room,
            taps = line.Taps;
        for (
            nint left = line.Positions;
            left > 0;
            left--, entries += line.Step * room, counts += line.Step, sums += Block / 4
        )
        {
            V r0 = V.Zero,
                r1 = V.Zero,
                s0 = V.Zero,
                s1 = V.Zero;
            V t0 = V.Zero,
                t1 = V.Zero,
                u0 = V.Zero,
                u1 = V.Zero;
            float* tap = weights;
            for (nint t = 0; t < taps; t++, tap += tapStep)
            {
                ulong* e = entries + seen[t] * room,
                    end = e + counts[seen[t]];
                for (; e < end; e += 4)
                {
                    ulong entry = *e;
                    float* w = tap + Entry.Place(entry);
                    V a = V.Of(Entry.Value(entry));
                    r0 = MultiplyAdd(a, w, r0);
                    r1 = MultiplyAdd(a, w + V.Width, r1);
                    entry = e[1];
                    w = tap + Entry.Place(entry);
                    a = V.Of(Entry.Value(entry));
                    s0 = MultiplyAdd(a, w, s0);
                    s1 = MultiplyAdd(a, w + V.Width, s1);
                    entry = e[2];
                    w = tap + Entry.Place(entry);
                    a = V.Of(Entry.Value(entry));
                    t0 = MultiplyAdd(a, w, t0);
                    t1 = MultiplyAdd(a, w + V.Width, t1);
                    entry = e[3];
                    w = tap + Entry.Place(entry);
                    a = V.Of(Entry.Value(entry));
                    u0 = MultiplyAdd(a, w, u0);
                    u1 = MultiplyAdd(a, w + V.Width, u1);
                }
            }
            Raise(sums, r0 + s0 + (t0 + u0));
            Raise(sums + V.Width, r1 + s1 + (t1 + u1));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Raise(float* sums, V more) => Store(sums, Load<V>(sums) + more);
}

/// <summary>What an entry of a list says: a place in the lower half, the bits of a number in the upper.</summary>
internal static class Entry
{
    /// <summary>Where its weights begin.</summary>
    public static nint Place(ulong entry) => (nint)(uint)entry;

    /// <summary>The source number: one load fetches both, and loads are what the loop is bound by.</summary>
    public static float Value(ulong entry) => BitConverter.UInt32BitsToSingle((uint)(entry >> 32));
}

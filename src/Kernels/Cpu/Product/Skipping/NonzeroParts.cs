using System.Runtime.CompilerServices;
using static RuleCompiler.Kernels.LaneMemory;

namespace RuleCompiler.Kernels;

/// <summary>
/// The loops of <see cref="NonzeroSums{V}"/> for two maps of which one is a part of the other: each weight is loaded once
/// for both, since loads are what those loops are bound by.
/// </summary>
/// <typeparam name="G0">The first map, of the first half of a block's sums.</typeparam>
/// <typeparam name="G1">The second.</typeparam>
/// <typeparam name="V">The lanes.</typeparam>
internal static unsafe class NonzeroParts<G0, G1, V>
    where G0 : IWeightMap
    where G1 : IWeightMap
    where V : struct, ILanes<V>
{
    /// <summary>Four sums of each map.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(in NonzeroLine line, float* weights, nint tapStep, float* sums)
    {
        ulong* entries = line.Entries;
        int* counts = line.Counts,
            seen = line.Seen;
        nint room = line.Room,
            taps = line.Taps;
        for (
            nint left = line.Positions;
            left > 0;
            left--, entries += line.Step * room, counts += line.Step, sums += 8 * V.Width
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
                for (; e < end; e++)
                {
                    float* from = tap + Entry.Place(*e);
                    V a = V.Of(Entry.Value(*e));
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
    }

    /// <summary>Six sums of each map: as many as 16 registers hold beside what is multiplied.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddWide(in NonzeroLine line, float* weights, nint tapStep, float* sums)
    {
        ulong* entries = line.Entries;
        int* counts = line.Counts,
            seen = line.Seen;
        nint room = line.Room,
            taps = line.Taps;
        for (
            nint left = line.Positions;
            left > 0;
            left--, entries += line.Step * room, counts += line.Step, sums += 12 * V.Width
        )
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
            float* tap = weights;
            for (nint t = 0; t < taps; t++, tap += tapStep)
            {
                ulong* e = entries + seen[t] * room,
                    end = e + counts[seen[t]];
                for (; e < end; e++)
                {
                    float* from = tap + Entry.Place(*e);
                    V a = V.Of(Entry.Value(*e));
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
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Raise(float* sums, V more) => NonzeroSums<V>.Raise(sums, more);
}

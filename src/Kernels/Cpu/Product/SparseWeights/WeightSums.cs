using System.Runtime.CompilerServices;
using static RuleCompiler.Kernels.LaneMemory;

namespace RuleCompiler.Kernels;

/// <summary>
/// The innermost loops of a product that skips the zeros of its weights: neighbouring grid positions of the samples that
/// lie abreast stay in registers, one position in each, while a target channel's weights go by, each times what these
/// positions see of the source in the first-level cache.
/// </summary>
/// <remarks>Sums of a list begin at zero and are added to what earlier lists left, as in <see cref="NonzeroSums{V}"/>.</remarks>
/// <typeparam name="V">The lanes.</typeparam>
internal static unsafe class WeightSums<V>
    where V : struct, ILanes<V>
{
    private const int Most = 8,
        Fewer = 7; // for lines of 7, 14 or 28

    /// <summary>How many positions of a line come at a time, so that the last ones leave few lanes idle.</summary>
    public static int Positions(int line) =>
        (line + Most - 1) / Most * Most <= (line + Fewer - 1) / Fewer * Fewer ? Most : Fewer;

    /// <summary>Time of a multiplication, in that of one in the blocked product; measured with 512-bit registers.</summary>
    public static float Cost(int positions) => positions == Most ? 1.02f : 1.1f;

    /// <summary>For each list, sums[position, lane] += Σ_e value of e · source[place of e + position, lane].</summary>
    /// <param name="entries">The lists, one behind the other; see <see cref="Entry"/>.</param>
    /// <param name="starts">Where each begins, and where the last ends.</param>
    /// <param name="lists">How many.</param>
    /// <param name="source">Where the first position's window begins.</param>
    /// <param name="sums">[lists, positions, lanes].</param>
    /// <param name="positions">As <see cref="Positions"/> says.</param>
    public static void Add(ulong* entries, int* starts, nint lists, float* source, float* sums, int positions)
    {
        if (positions == Most)
            Eight(entries, starts, lists, source, sums);
        else
            Seven(entries, starts, lists, source, sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Eight(ulong* entries, int* starts, nint lists, float* source, float* sums)
    {
        ulong* e = entries + starts[0];
        for (nint list = 1; list <= lists; list++, sums += 8 * V.Width)
        {
            V r0 = V.Zero,
                r1 = V.Zero,
                r2 = V.Zero,
                r3 = V.Zero,
                r4 = V.Zero,
                r5 = V.Zero,
                r6 = V.Zero,
                r7 = V.Zero;
            for (ulong* end = entries + starts[list]; e < end; e++)
            {
                ulong entry = *e;
                float* x = source + Entry.Place(entry);
                V w = V.Of(Entry.Value(entry));
                r0 = MultiplyAdd(w, x, r0);
                r1 = MultiplyAdd(w, x + V.Width, r1);
                r2 = MultiplyAdd(w, x + 2 * V.Width, r2);
                r3 = MultiplyAdd(w, x + 3 * V.Width, r3);
                r4 = MultiplyAdd(w, x + 4 * V.Width, r4);
                r5 = MultiplyAdd(w, x + 5 * V.Width, r5);
                r6 = MultiplyAdd(w, x + 6 * V.Width, r6);
                r7 = MultiplyAdd(w, x + 7 * V.Width, r7);
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
    private static void Seven(ulong* entries, int* starts, nint lists, float* source, float* sums)
    {
        ulong* e = entries + starts[0];
        for (nint list = 1; list <= lists; list++, sums += 7 * V.Width)
        {
            V r0 = V.Zero,
                r1 = V.Zero,
                r2 = V.Zero,
                r3 = V.Zero,
                r4 = V.Zero,
                r5 = V.Zero,
                r6 = V.Zero;
            for (ulong* end = entries + starts[list]; e < end; e++)
            {
                ulong entry = *e;
                float* x = source + Entry.Place(entry);
                V w = V.Of(Entry.Value(entry));
                r0 = MultiplyAdd(w, x, r0);
                r1 = MultiplyAdd(w, x + V.Width, r1);
                r2 = MultiplyAdd(w, x + 2 * V.Width, r2);
                r3 = MultiplyAdd(w, x + 3 * V.Width, r3);
                r4 = MultiplyAdd(w, x + 4 * V.Width, r4);
                r5 = MultiplyAdd(w, x + 5 * V.Width, r5);
                r6 = MultiplyAdd(w, x + 6 * V.Width, r6);
            }
            Raise(sums, r0);
            Raise(sums + V.Width, r1);
            Raise(sums + 2 * V.Width, r2);
            Raise(sums + 3 * V.Width, r3);
            Raise(sums + 4 * V.Width, r4);
            Raise(sums + 5 * V.Width, r5);
            Raise(sums + 6 * V.Width, r6);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Raise(float* sums, V more) => Store(sums, Load<V>(sums) + more);
}

using System.Runtime.CompilerServices;
using static RuleCompiler.Kernels.LaneMemory;

namespace RuleCompiler.Kernels;

/// <summary>
/// The first maximum of windows of 2×2 that do not overlap, found in the registers in which the inputs are: each lane
/// compares itself with the other of its pair, then the larger of the pair with that of the other row.
/// </summary>
internal readonly unsafe struct PoolPairs
{
    private readonly int* other;
    private readonly float* left;

    /// <summary>Memory at <paramref name="memory"/>, which moves on.</summary>
    public PoolPairs(int lanes, ref float* memory)
    {
        other = (int*)memory;
        left = memory + lanes;
        memory += Size(lanes);
        for (int l = 0; l < lanes; l++)
        {
            other[l] = l ^ 1;
            left[l] = BitConverter.Int32BitsToSingle((l & 1) - 1);
        }
    }

    /// <summary>How many numbers this takes.</summary>
    public static nint Size(int lanes) => 2 * lanes;

    /// <summary>Whether a pool's maxima can be found so.</summary>
    public static bool Fit(in ConvShape shape, PoolKind kind, int lanes) =>
        kind == PoolKind.Maximum
        && lanes > 1
        && shape.Width % 2 == 0
        && shape is { KernelHeight: 2, KernelWidth: 2, StrideHeight: 2, StrideWidth: 2 }
        && shape is { DilationHeight: 1, DilationWidth: 1, PadTop: 0, PadLeft: 0, PadBottom: 0, PadRight: 0 };

    /// <summary>Makes weights 1 and 0 of two registers' numbers, one above the other; of no use where one is NaN.</summary>
    /// <param name="a">Numbers of the first row.</param>
    /// <param name="b">Those below them.</param>
    /// <param name="upper">The weights of the first row.</param>
    /// <param name="lower">Those of the second.</param>
    /// <returns>A mask without the lanes of some number that is NaN.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Weigh<V>(V a, V b, out V upper, out V lower)
        where V : struct, ILanes<V>
    {
        V first = Load<V>(left),
            nextA = Pick(a, other),
            nextB = Pick(b, other);
        V moreA = V.Less(nextA, a),
            moreB = V.Less(nextB, b);
        V mostA = V.Select(moreA, a, nextA),
            mostB = V.Select(moreB, b, nextB);
        // of equals the first
        V bestA = V.Or(moreA, V.And(V.Equal(nextA, a), first)),
            bestB = V.Or(moreB, V.And(V.Equal(nextB, b), first));
        V above = V.LessOrEqual(mostB, mostA),
            below = V.Less(mostA, mostB);
        upper = V.And(V.And(bestA, above), V.One);
        lower = V.And(V.And(bestB, below), V.One);
        return V.Or(above, below); // a NaN is the most of one lane of its pair
    }
}

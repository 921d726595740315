using System.Runtime.CompilerServices;
using static RuleCompiler.Kernels.LaneMemory;

namespace RuleCompiler.Kernels;

/// <summary>
/// The first maximum of windows of 2×2 that do not overlap, found where the inputs lie: each lane compares itself with
/// the other of its pair, then the larger of the pair with that of the other row.
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
        && shape is { KernelHeight: 2, KernelWidth: 2, StrideHeight: 2, StrideWidth: 2 }
        && shape is { DilationHeight: 1, DilationWidth: 1, PadTop: 0, PadLeft: 0, PadBottom: 0, PadRight: 0 };

    /// <summary>Writes weights 1 and 0 for two rows; false, and nothing of use, if there is a NaN among them.</summary>
    /// <param name="input">[2, width].</param>
    /// <param name="width">At least the lanes.</param>
    /// <param name="upper">[width]: the weights of the first row.</param>
    /// <param name="lower">[width]: those of the second.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Compare<V>(float* input, int width, float* upper, float* lower)
        where V : struct, ILanes<V>
    {
        float* below = input + width;
        V first = Load<V>(left),
            numbers = V.Equal(V.Zero, V.Zero);
        int last = (width & ~1) - V.Width; // of an odd row the last number is in no window
        for (int x = 0; x <= last; x = x < last ? Math.Min(x + V.Width, last) : last + 1)
        {
            V a = Load<V>(input + x),
                b = Load<V>(below + x);
            V nextA = Pick(a, other),
                nextB = Pick(b, other);
            V moreA = V.Less(nextA, a),
                moreB = V.Less(nextB, b);
            V mostA = V.Select(moreA, a, nextA),
                mostB = V.Select(moreB, b, nextB);
            // of equals the first
            V bestA = V.Or(moreA, V.And(V.Equal(nextA, a), first)),
                bestB = V.Or(moreB, V.And(V.Equal(nextB, b), first));
            Store(upper + x, V.And(V.And(bestA, V.LessOrEqual(mostB, mostA)), V.One));
            Store(lower + x, V.And(V.And(bestB, V.Less(mostA, mostB)), V.One));
            numbers = V.And(numbers, V.And(V.Equal(a, a), V.Equal(b, b)));
        }
        return V.Sum(V.And(numbers, V.One)) == V.Width;
    }
}

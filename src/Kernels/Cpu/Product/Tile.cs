using System.Runtime.CompilerServices;
using static RuleCompiler.Kernels.LaneMemory;

namespace RuleCompiler.Kernels;

/// <summary>The innermost block of a matrix product, held in registers.</summary>
internal unsafe interface ITile
{
    /// <summary>Rows of the block.</summary>
    static abstract int Rows { get; }

    /// <summary>Columns of the block.</summary>
    static abstract int Columns { get; }

    /// <summary>target[Rows, Columns] = Σ_k left[k, Rows]·right[k, Columns], or that added to what is there.</summary>
    /// <param name="depth">How many k.</param>
    /// <param name="left">Rows numbers per k, as far apart as the right factor says.</param>
    /// <param name="right">Where the right factor is read.</param>
    /// <param name="target">Where the block goes.</param>
    static abstract void Multiply<R>(nint depth, float* left, R right, in TileTarget target)
        where R : struct, IRight;
}

/// <summary>6 rows × 2 registers: 12 accumulators, for machines with 16 registers.</summary>
internal readonly unsafe struct Tile6<V> : ITile
    where V : struct, ILanes<V>
{
    /// <inheritdoc/>
    public static int Rows => 6;

    /// <inheritdoc/>
    public static int Columns => 2 * V.Width;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<R>(nint depth, float* left, R right, in TileTarget target)
        where R : struct, IRight
    {
        V r00 = V.Zero,
            r01 = V.Zero,
            r10 = V.Zero,
            r11 = V.Zero,
            r20 = V.Zero,
            r21 = V.Zero;
        V r30 = V.Zero,
            r31 = V.Zero,
            r40 = V.Zero,
            r41 = V.Zero,
            r50 = V.Zero,
            r51 = V.Zero;
        for (nint k = depth; k > 0; k--)
        {
            V b0 = right.First<V>(),
                b1 = right.Second<V>();
            V a = V.Of(left[0]);
            r00 = V.MultiplyAdd(a, b0, r00);
            r01 = V.MultiplyAdd(a, b1, r01);
            a = V.Of(left[1]);
            r10 = V.MultiplyAdd(a, b0, r10);
            r11 = V.MultiplyAdd(a, b1, r11);
            a = V.Of(left[2]);
            r20 = V.MultiplyAdd(a, b0, r20);
            r21 = V.MultiplyAdd(a, b1, r21);
            a = V.Of(left[3]);
            r30 = V.MultiplyAdd(a, b0, r30);
            r31 = V.MultiplyAdd(a, b1, r31);
            a = V.Of(left[4]);
            r40 = V.MultiplyAdd(a, b0, r40);
            r41 = V.MultiplyAdd(a, b1, r41);
            a = V.Of(left[5]);
            r50 = V.MultiplyAdd(a, b0, r50);
            r51 = V.MultiplyAdd(a, b1, r51);
            left += right.Next<V>(6);
        }
        target.Put(0, r00, r01);
        target.Put(1, r10, r11);
        target.Put(2, r20, r21);
        target.Put(3, r30, r31);
        target.Put(4, r40, r41);
        target.Put(5, r50, r51);
    }
}

/// <summary>8 rows × 2 registers: 16 accumulators, for machines with 32 registers. More would spill.</summary>
internal readonly unsafe struct Tile8<V> : ITile
    where V : struct, ILanes<V>
{
    /// <inheritdoc/>
    public static int Rows => 8;

    /// <inheritdoc/>
    public static int Columns => 2 * V.Width;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<R>(nint depth, float* left, R right, in TileTarget target)
        where R : struct, IRight
    {
        V r00 = V.Zero,
            r01 = V.Zero,
            r10 = V.Zero,
            r11 = V.Zero,
            r20 = V.Zero,
            r21 = V.Zero;
        V r30 = V.Zero,
            r31 = V.Zero,
            r40 = V.Zero,
            r41 = V.Zero,
            r50 = V.Zero,
            r51 = V.Zero;
        V r60 = V.Zero,
            r61 = V.Zero,
            r70 = V.Zero,
            r71 = V.Zero;
        for (nint k = depth; k > 0; k--)
        {
            V b0 = right.First<V>(),
                b1 = right.Second<V>();
            V a = V.Of(left[0]);
            r00 = V.MultiplyAdd(a, b0, r00);
            r01 = V.MultiplyAdd(a, b1, r01);
            a = V.Of(left[1]);
            r10 = V.MultiplyAdd(a, b0, r10);
            r11 = V.MultiplyAdd(a, b1, r11);
            a = V.Of(left[2]);
            r20 = V.MultiplyAdd(a, b0, r20);
            r21 = V.MultiplyAdd(a, b1, r21);
            a = V.Of(left[3]);
            r30 = V.MultiplyAdd(a, b0, r30);
            r31 = V.MultiplyAdd(a, b1, r31);
            a = V.Of(left[4]);
            r40 = V.MultiplyAdd(a, b0, r40);
            r41 = V.MultiplyAdd(a, b1, r41);
            a = V.Of(left[5]);
            r50 = V.MultiplyAdd(a, b0, r50);
            r51 = V.MultiplyAdd(a, b1, r51);
            a = V.Of(left[6]);
            r60 = V.MultiplyAdd(a, b0, r60);
            r61 = V.MultiplyAdd(a, b1, r61);
            a = V.Of(left[7]);
            r70 = V.MultiplyAdd(a, b0, r70);
            r71 = V.MultiplyAdd(a, b1, r71);
            left += right.Next<V>(8);
        }
        target.Put(0, r00, r01);
        target.Put(1, r10, r11);
        target.Put(2, r20, r21);
        target.Put(3, r30, r31);
        target.Put(4, r40, r41);
        target.Put(5, r50, r51);
        target.Put(6, r60, r61);
        target.Put(7, r70, r71);
    }
}

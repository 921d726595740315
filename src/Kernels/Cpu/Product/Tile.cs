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

    /// <summary>target[Rows, Columns] = (accumulate ? target : 0) + Σ_k left[k, Rows]·right[k, Columns].</summary>
    /// <param name="depth">How many k.</param>
    /// <param name="left">Packed, Rows numbers per k.</param>
    /// <param name="right">Packed, Columns numbers per k.</param>
    /// <param name="target">The block's first number.</param>
    /// <param name="stride">From one row of the target to the next.</param>
    /// <param name="accumulate">Whether to add to what is there.</param>
    static abstract void Multiply(nint depth, float* left, float* right, float* target, nint stride, bool accumulate);
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
    public static void Multiply(nint depth, float* left, float* right, float* target, nint stride, bool accumulate)
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
            V b0 = Load<V>(right),
                b1 = Load<V>(right + V.Width);
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
            left += 6;
            right += 2 * V.Width;
        }
        TileRow.Put(target, r00, r01, accumulate);
        TileRow.Put(target + stride, r10, r11, accumulate);
        TileRow.Put(target + 2 * stride, r20, r21, accumulate);
        TileRow.Put(target + 3 * stride, r30, r31, accumulate);
        TileRow.Put(target + 4 * stride, r40, r41, accumulate);
        TileRow.Put(target + 5 * stride, r50, r51, accumulate);
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
    public static void Multiply(nint depth, float* left, float* right, float* target, nint stride, bool accumulate)
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
            V b0 = Load<V>(right),
                b1 = Load<V>(right + V.Width);
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
            left += 8;
            right += 2 * V.Width;
        }
        TileRow.Put(target, r00, r01, accumulate);
        TileRow.Put(target + stride, r10, r11, accumulate);
        TileRow.Put(target + 2 * stride, r20, r21, accumulate);
        TileRow.Put(target + 3 * stride, r30, r31, accumulate);
        TileRow.Put(target + 4 * stride, r40, r41, accumulate);
        TileRow.Put(target + 5 * stride, r50, r51, accumulate);
        TileRow.Put(target + 6 * stride, r60, r61, accumulate);
        TileRow.Put(target + 7 * stride, r70, r71, accumulate);
    }
}

/// <summary>One row of a tile on its way to memory.</summary>
internal static unsafe class TileRow
{
    /// <summary>Stores, or adds to what is there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put<V>(float* target, V first, V second, bool accumulate)
        where V : struct, ILanes<V>
    {
        if (accumulate)
        {
            first += Load<V>(target);
            second += Load<V>(target + V.Width);
        }
        Store(target, first);
        Store(target + V.Width, second);
    }
}

using System.Runtime.CompilerServices;
using static RuleCompiler.Kernels.LaneMemory;

namespace RuleCompiler.Kernels;

/// <summary>The right factor of a tile: two registers for each depth.</summary>
internal interface IRight
{
    /// <summary>The first register at this depth.</summary>
    V First<V>()
        where V : struct, ILanes<V>;

    /// <summary>The second register at this depth.</summary>
    V Second<V>()
        where V : struct, ILanes<V>;

    /// <summary>Goes on to the next depth, and says how far on it lies in the left factor.</summary>
    /// <param name="rows">How far, where no depth is left out.</param>
    nint Next<V>(nint rows)
        where V : struct, ILanes<V>;
}

/// <summary>Both registers side by side, one depth after the other.</summary>
internal unsafe struct PackedRight(float* at) : IRight
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly V First<V>()
        where V : struct, ILanes<V> => Load<V>(at);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly V Second<V>()
        where V : struct, ILanes<V> => Load<V>(at + V.Width);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint Next<V>(nint rows)
        where V : struct, ILanes<V>
    {
        at += 2 * V.Width;
        return rows;
    }
}

/// <summary>Each register at its own place of an image, the depths at the same offsets from both.</summary>
internal unsafe struct RightInPlace(float* first, float* second, nint* offset) : IRight
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly V First<V>()
        where V : struct, ILanes<V> => Load<V>(first + *offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly V Second<V>()
        where V : struct, ILanes<V> => Load<V>(second + *offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint Next<V>(nint rows)
        where V : struct, ILanes<V>
    {
        offset++;
        return rows;
    }
}

/// <summary>Where a tile goes.</summary>
/// <param name="first">The first register of its first row.</param>
/// <param name="second">The second register of its first row.</param>
/// <param name="stride">From one row to the next.</param>
/// <param name="accumulate">Whether to add to what is there.</param>
internal readonly unsafe struct TileTarget(float* first, float* second, nint stride, bool accumulate)
{
    /// <summary>Stores a row, or adds it to what is there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put<V>(int row, V one, V other)
        where V : struct, ILanes<V>
    {
        float* to = first + row * stride,
            then = second + row * stride;
        if (accumulate)
        {
            one += Load<V>(to);
            other += Load<V>(then);
        }
        Store(to, one);
        Store(then, other);
    }
}

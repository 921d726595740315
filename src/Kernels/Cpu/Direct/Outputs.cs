using System.Runtime.CompilerServices;

namespace RuleCompiler.Kernels;

/// <summary>The outputs that the lanes of a backward term belong to: neighbouring inputs need not see neighbouring outputs.</summary>
public interface IOutputs
{
    /// <summary>From where <see cref="Load"/> reads; its channel, sample and row are those of all lanes.</summary>
    Index At { get; }

    /// <summary>Each lane's output in <paramref name="plane"/>; <paramref name="i"/> is a member of <see cref="At"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An output lies outside the plane.</exception>
    V Load<V>(in Plane plane, nint i)
        where V : struct, ILanes<V>;
}

/// <summary>All lanes belong to one output.</summary>
/// <param name="at">The output.</param>
internal readonly struct OneOutput(Index at) : IOutputs
{
    /// <inheritdoc/>
    public Index At => at;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Load<V>(in Plane plane, nint i)
        where V : struct, ILanes<V> => V.Of(plane[i]);
}

/// <summary>Lane l belongs to the output pattern[l] after the first: one load and one permutation.</summary>
/// <param name="at">The output that the pattern counts from.</param>
/// <param name="pattern">V.Width distances, each less than V.Width. The plane holds at least V.Width numbers.</param>
internal readonly unsafe struct PatternOfOutputs(Index at, int* pattern) : IOutputs
{
    /// <inheritdoc/>
    public Index At => at;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Load<V>(in Plane plane, nint i)
        where V : struct, ILanes<V>
    {
        // near the plane's end fewer are left than a register holds: what comes before is loaded too
        nint start = Math.Min(i, plane.Length - V.Width),
            shift = i - start;
        return LaneMemory.Pick(plane.Load<V>(shift < V.Width ? start : i), pattern, (int)shift);
    }
}

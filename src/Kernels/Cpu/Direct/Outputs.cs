using System.Runtime.CompilerServices;

namespace RuleCompiler.Kernels;

/// <summary>The outputs that the lanes of a backward term belong to: neighbouring inputs need not see neighbouring outputs.</summary>
public interface IOutputs
{
    /// <summary>From where <see cref="Load"/> reads; its channel, sample and row are those of all lanes.</summary>
    Index At { get; }

    /// <summary>Each lane's output in <paramref name="plane"/>; <paramref name="i"/> is a member of <see cref="At"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An output lies outside the plane.</exception>
    V Load<V>(Plane plane, nint i)
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
    public V Load<V>(Plane plane, nint i)
        where V : struct, ILanes<V> => V.Of(plane[i]);
}

/// <summary>Lane l belongs to the output pattern[l] after the first: one load and one permutation.</summary>
/// <param name="at">The output that the pattern counts from.</param>
/// <param name="pattern">V.Width distances, each less than V.Width.</param>
internal readonly unsafe struct PatternOfOutputs(Index at, int* pattern) : IOutputs
{
    /// <inheritdoc/>
    public Index At => at;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Load<V>(Plane plane, nint i)
        where V : struct, ILanes<V> =>
        i >= 0 && i <= plane.Length - V.Width
            ? LaneMemory.Pick(LaneMemory.Load<V>(plane.Start + i), pattern)
            : AtTheEnd<V>(plane, i, pattern);

    /// <summary>The last numbers of a plane are fewer than a register holds.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static V AtTheEnd<V>(Plane plane, nint i, int* pattern)
        where V : struct, ILanes<V>
    {
        V lanes = V.Zero;
        ref float first = ref Unsafe.As<V, float>(ref lanes);
        for (int l = 0; l < V.Width; l++)
            Unsafe.Add(ref first, l) = plane[i + pattern[l]];
        return lanes;
    }
}

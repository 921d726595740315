using System.Runtime.CompilerServices;

namespace RuleCompiler.Kernels;

/// <summary>Moves lanes between registers and memory.</summary>
internal static unsafe class LaneMemory
{
    /// <summary>V.Width numbers from <paramref name="source"/>, which need not be aligned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Load<V>(float* source)
        where V : struct, ILanes<V> => Unsafe.ReadUnaligned<V>(source);

    /// <summary>V.Width numbers to <paramref name="target"/>, which need not be aligned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<V>(float* target, V value)
        where V : struct, ILanes<V> => Unsafe.WriteUnaligned(target, value);
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RuleCompiler.Kernels;

/// <summary>Moves lanes between registers and memory.</summary>
internal static unsafe class LaneMemory
{
    /// <summary>V.Width numbers from <paramref name="source"/>, which need not be aligned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Load<V>(float* source)
        where V : struct, ILanes<V> => Unsafe.ReadUnaligned<V>(source);

    /// <summary>left · V.Width numbers from <paramref name="source"/> + addend, the load a part of the instruction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V MultiplyAdd<V>(V left, float* source, V addend)
        where V : struct, ILanes<V>
    {
        if (typeof(V) == typeof(Lanes512))
            return Of<V>(Vector512.MultiplyAddEstimate(Wide(left), Vector512.Load(source), Wide(addend)));
        if (typeof(V) == typeof(Lanes256))
            return Of<V>(Vector256.MultiplyAddEstimate(Half(left), Vector256.Load(source), Half(addend)));
        return V.MultiplyAdd(left, Load<V>(source), addend);
    }

    /// <summary>V.Width numbers to <paramref name="target"/>, which need not be aligned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<V>(float* target, V value)
        where V : struct, ILanes<V> => Unsafe.WriteUnaligned(target, value);

    /// <summary>Lane l becomes lane pattern[l] + <paramref name="shift"/> of <paramref name="value"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Pick<V>(V value, int* pattern, int shift = 0)
        where V : struct, ILanes<V>
    {
        if (typeof(V) == typeof(Lanes512))
        {
            Vector512<float> wide = Unsafe.BitCast<V, Vector512<float>>(value);
            return Unsafe.BitCast<Vector512<float>, V>(
                Vector512.ShuffleNative(wide, Vector512.Load(pattern) + Vector512.Create(shift))
            );
        }
        if (typeof(V) == typeof(Lanes256))
        {
            Vector256<float> wide = Unsafe.BitCast<V, Vector256<float>>(value);
            return Unsafe.BitCast<Vector256<float>, V>(
                Vector256.ShuffleNative(wide, Vector256.Load(pattern) + Vector256.Create(shift))
            );
        }
        if (typeof(V) == typeof(Lanes128))
        {
            Vector128<float> wide = Unsafe.BitCast<V, Vector128<float>>(value);
            return Unsafe.BitCast<Vector128<float>, V>(
                Vector128.ShuffleNative(wide, Vector128.Load(pattern) + Vector128.Create(shift))
            );
        }
        return value;
    }

    private static Vector512<float> Wide<V>(V value)
        where V : struct => Unsafe.BitCast<V, Vector512<float>>(value);

    private static Vector256<float> Half<V>(V value)
        where V : struct => Unsafe.BitCast<V, Vector256<float>>(value);

    private static V Of<V>(Vector512<float> value)
        where V : struct => Unsafe.BitCast<Vector512<float>, V>(value);

    private static V Of<V>(Vector256<float> value)
        where V : struct => Unsafe.BitCast<Vector256<float>, V>(value);
}

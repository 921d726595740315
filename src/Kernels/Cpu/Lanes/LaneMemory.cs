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

    /// <summary>V.Width numbers to <paramref name="target"/>, which need not be aligned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<V>(float* target, V value)
        where V : struct, ILanes<V> => Unsafe.WriteUnaligned(target, value);

    /// <summary>Lane l becomes lane pattern[l] of <paramref name="value"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Pick<V>(V value, int* pattern)
        where V : struct, ILanes<V>
    {
        if (typeof(V) == typeof(Lanes512))
        {
            Vector512<float> wide = Unsafe.BitCast<V, Vector512<float>>(value);
            return Unsafe.BitCast<Vector512<float>, V>(Vector512.ShuffleNative(wide, Vector512.Load(pattern)));
        }
        if (typeof(V) == typeof(Lanes256))
        {
            Vector256<float> wide = Unsafe.BitCast<V, Vector256<float>>(value);
            return Unsafe.BitCast<Vector256<float>, V>(Vector256.ShuffleNative(wide, Vector256.Load(pattern)));
        }
        if (typeof(V) == typeof(Lanes128))
        {
            Vector128<float> wide = Unsafe.BitCast<V, Vector128<float>>(value);
            return Unsafe.BitCast<Vector128<float>, V>(Vector128.ShuffleNative(wide, Vector128.Load(pattern)));
        }
        return value;
    }

    /// <summary>
    /// V.Width numbers, each <paramref name="step"/> after the one before. At step 2 one number more is read than
    /// is returned.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LoadEvery<V>(float* source, nint step)
        where V : struct, ILanes<V> =>
        step == 1 ? Load<V>(source)
        : step == 2 ? LoadEven<V>(source)
        : LoadApart<V>(source, step);

    /// <summary>The even ones of 2·V.Width numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LoadEven<V>(float* source)
        where V : struct, ILanes<V>
    {
        // pairs seen as 64-bit integers: their low half is the even number
        long* pairs = (long*)source;
        if (typeof(V) == typeof(Lanes512))
            return Unsafe.BitCast<Vector512<int>, V>(
                Vector512.Narrow(Vector512.Load(pairs), Vector512.Load(pairs + 8))
            );
        if (typeof(V) == typeof(Lanes256))
            return Unsafe.BitCast<Vector256<int>, V>(
                Vector256.Narrow(Vector256.Load(pairs), Vector256.Load(pairs + 4))
            );
        if (typeof(V) == typeof(Lanes128))
            return Unsafe.BitCast<Vector128<int>, V>(
                Vector128.Narrow(Vector128.Load(pairs), Vector128.Load(pairs + 2))
            );
        return Load<V>(source);
    }

    private static V LoadApart<V>(float* source, nint step)
        where V : struct, ILanes<V>
    {
        if (typeof(V) == typeof(Lanes512))
            return Unsafe.BitCast<Vector512<float>, V>(
                Vector512.Create(Eight(source, step), Eight(source + 8 * step, step))
            );
        if (typeof(V) == typeof(Lanes256))
            return Unsafe.BitCast<Vector256<float>, V>(Eight(source, step));
        if (typeof(V) == typeof(Lanes128))
            return Unsafe.BitCast<Vector128<float>, V>(Four(source, step));
        return Load<V>(source);
    }

    private static Vector256<float> Eight(float* source, nint step) =>
        Vector256.Create(Four(source, step), Four(source + 4 * step, step));

    private static Vector128<float> Four(float* source, nint step) =>
        Vector128.Create(source[0], source[step], source[2 * step], source[3 * step]);
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RuleCompiler.Kernels;

/// <summary>How far numbers that are loaded together lie apart, as a type: loops over each are compiled of their own.</summary>
internal unsafe interface IStride
{
    /// <summary>V.Width numbers, each <paramref name="stride"/> after the one before.</summary>
    static abstract V Load<V>(float* source, nint stride)
        where V : struct, ILanes<V>;
}

/// <summary>Neighbours.</summary>
internal readonly unsafe struct StrideOne : IStride
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Load<V>(float* source, nint stride)
        where V : struct, ILanes<V> => LaneMemory.Load<V>(source);
}

/// <summary>Every second number; one more is read than is returned.</summary>
internal readonly unsafe struct StrideTwo : IStride
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Load<V>(float* source, nint stride)
        where V : struct, ILanes<V>
    {
        if (typeof(V) == typeof(Lanes256))
            return Unsafe.BitCast<Vector256<float>, V>(Eight(source));
        if (typeof(V) == typeof(Lanes128))
            return Unsafe.BitCast<Vector128<float>, V>(Four(source));
        return StrideAny.Load<V>(source, 2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Eight(float* source)
    {
        if (!Avx2.IsSupported)
            return Vector256.Create(Four(source), Four(source + 8));
        Vector256<float> halves = Avx.Shuffle(Vector256.Load(source), Vector256.Load(source + 8), 0b10_00_10_00);
        return Avx2.Permute4x64(halves.AsDouble(), 0b11_01_10_00).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Four(float* source) =>
        // pairs seen as 64-bit integers: their low half is the even number
        Vector128.Narrow(Vector128.Load((long*)source), Vector128.Load((long*)source + 2)).AsSingle();
}

/// <summary>Any distance.</summary>
internal readonly unsafe struct StrideAny : IStride
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Load<V>(float* source, nint stride)
        where V : struct, ILanes<V>
    {
        if (typeof(V) == typeof(Lanes256))
            return Unsafe.BitCast<Vector256<float>, V>(
                Vector256.Create(Four(source, stride), Four(source + 4 * stride, stride))
            );
        if (typeof(V) == typeof(Lanes128))
            return Unsafe.BitCast<Vector128<float>, V>(Four(source, stride));
        V lanes = V.Zero;
        ref float first = ref Unsafe.As<V, float>(ref lanes);
        for (int l = 0; l < V.Width; l++)
            Unsafe.Add(ref first, l) = source[l * stride];
        return lanes;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Four(float* source, nint stride) =>
        Vector128.Create(source[0], source[stride], source[2 * stride], source[3 * stride]);
}

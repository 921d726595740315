using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RuleCompiler;

internal static class FiniteSpan
{
    private const uint Exponent = 0x7F800000; // all of these bits are set in infinities and NaN alone

    /// <summary>The index of the first NaN or infinity; −1 where there is none.</summary>
    public static int IndexOfAnyNotFinite(this ReadOnlySpan<float> values)
    {
        int i = 0;
        ref float first = ref MemoryMarshal.GetReference(values);
        for (; i <= values.Length - Vector128<float>.Count; i += Vector128<float>.Count)
        {
            Vector128<uint> exponents =
                Vector128.LoadUnsafe(ref first, (nuint)i).AsUInt32() & Vector128.Create(Exponent);
            if (Vector128.EqualsAny(exponents, Vector128.Create(Exponent)))
                break;
        }

        for (; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
                return i;
        }

        return -1;
    }

    /// <inheritdoc cref="IndexOfAnyNotFinite(ReadOnlySpan{float})"/>
    public static int IndexOfAnyNotFinite(this Span<float> values) => IndexOfAnyNotFinite((ReadOnlySpan<float>)values);
}

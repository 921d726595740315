using System.Runtime.CompilerServices;

namespace RuleCompiler.Kernels;

/// <summary>A function of one number, as a type, so that the JIT inlines it.</summary>
internal interface IScalarFunction
{
    /// <summary>The function at <paramref name="x"/>.</summary>
    static abstract float Of(float x);
}

/// <summary>
/// Functions that no instruction computes go lane by lane through double precision: a policy that needs one is
/// dominated by the rounding it asks for, not by its rate.
/// </summary>
internal static class PerLane
{
    /// <summary>F in every lane.</summary>
    public static V Map<V, F>(V value)
        where V : struct, ILanes<V>
        where F : IScalarFunction
    {
        ref float first = ref Unsafe.As<V, float>(ref value);
        for (int i = 0; i < V.Width; i++)
        {
            ref float x = ref Unsafe.Add(ref first, i);
            x = F.Of(x);
        }
        return value;
    }

    /// <summary>Power, lane by lane, rounded from double.</summary>
    public static V Power<V>(V value, V exponent)
        where V : struct, ILanes<V>
    {
        ref float x = ref Unsafe.As<V, float>(ref value);
        ref float y = ref Unsafe.As<V, float>(ref exponent);
        for (int i = 0; i < V.Width; i++)
            Unsafe.Add(ref x, i) = (float)Math.Pow(Unsafe.Add(ref x, i), Unsafe.Add(ref y, i));
        return value;
    }
}

/// <summary>Hyperbolic tangent.</summary>
internal readonly struct TanhFunction : IScalarFunction
{
    /// <inheritdoc/>
    public static float Of(float x) => (float)Math.Tanh(x);
}

/// <summary>Error function.</summary>
internal readonly struct ErfFunction : IScalarFunction
{
    /// <inheritdoc/>
    public static float Of(float x) => (float)ErrorFunction.Erf(x);
}

/// <summary>Complementary error function.</summary>
internal readonly struct ErfcFunction : IScalarFunction
{
    /// <inheritdoc/>
    public static float Of(float x) => (float)ErrorFunction.Erfc(x);
}

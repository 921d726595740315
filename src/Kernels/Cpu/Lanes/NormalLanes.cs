using System.Runtime.CompilerServices;

namespace RuleCompiler.Kernels;

/// <summary>
/// The normal distribution in float32 lanes, without a detour through double precision or lane by lane: relative error
/// below 1e-6 wherever the result is a normal number, graceful underflow to 0 below.
/// </summary>
/// <remarks>
/// With t = |mean|/deviation all tails are e^(−t²/2)/√(2π) times a slowly falling function of t: Mills' ratio M(t), and
/// for the first and second moment 1 − t·M and (1 + t²)·M − t, which cancel and are therefore approximated themselves.
/// </remarks>
internal static class NormalLanes
{
    /// <summary>Adding and subtracting it rounds to the nearest whole number.</summary>
    private const float Whole = 12582912f; // 1.5·2²³

    /// <summary>Added to a whole number, leaves it in the low bits with the bias of an exponent.</summary>
    internal const float BiasedWhole = Whole + 127;

    /// <summary>
    /// Beyond this many deviations tails stay what they are there, below 1e-74 of the deviation: a float32 shows them
    /// as 0 whatever the deviation that has a square.
    /// </summary>
    private const float Furthest = 18.5f;

    /// <summary>The smallest deviation that is divided by; its reciprocal is still a float32.</summary>
    private const float Smallest = 1e-37f;

    /// <summary>A quotient's rounding error never is as large; where the ratio was cut off, it would be.</summary>
    private const float LargestRemainder = 1e-4f;

    /// <summary>Where the approximations' variable z = (t − Middle)/(t + Middle) is 0.</summary>
    private const float Middle = 3.75f;

    /// <summary>P(X ≤ x) for X ~ N(0, 1).</summary>
    public static V Phi<V>(V x)
        where V : struct, ILanes<V>
    {
        V t = V.Min(V.Abs(x), V.Of(Furthest));
        (V p, V high, V low) = Exponential(t, V.Zero);
        (V y, V z) = Variables(t);
        V below = p * (y * Mills(z)) * high * low;
        return V.Select(V.Less(x, V.Zero), below, V.One - below);
    }

    /// <summary>e^(−x²/2)/√(2π).</summary>
    public static V Density<V>(V x)
        where V : struct, ILanes<V>
    {
        V t = V.Min(V.Abs(x), V.Of(Furthest));
        (V p, V high, V low) = Exponential(t, V.Zero);
        return p * V.Of(0.398942280f) * high * low;
    }

    /// <summary>E[max(0, X)] = max(0, mean) + deviation·(φ(t) − t·Φ(−t)), φ the density.</summary>
    public static V RectifiedMean<V>(V mean, V deviation)
        where V : struct, ILanes<V>
    {
        V scale = V.Max(deviation, V.Zero);
        V t = Ratio(mean, scale, out V beyond);
        (V p, V high, V low) = Exponential(t, beyond);
        (V y, V z) = Variables(t);
        return V.Max(mean, V.Zero) + scale * high * (p * (y * y * First(z))) * low;
    }

    /// <summary>
    /// V[max(0, X)]: for mean &lt; 0 the tail's second moment less the square of its first, else what these leave of
    /// deviation².
    /// </summary>
    public static V RectifiedVariance<V>(V mean, V deviation)
        where V : struct, ILanes<V>
    {
        V scale = V.Max(deviation, V.Zero);
        V t = Ratio(mean, scale, out V beyond);
        (V p, V high, V low) = Exponential(t, beyond);
        (V y, V z) = Variables(t);
        V first = p * (y * y * First(z));
        V second = p * (y * y * y * Second(z));
        V tail = scale * high * first * low;
        V below = scale * high * (scale * low) * second - tail * tail;
        first = first * high * low;
        second = second * high * low;
        V above = scale * (scale * (V.One - second - first * (t + t + first)));
        return V.Select(V.Less(mean, V.Zero), below, above);
    }

    /// <summary>|mean|/deviation, and t times what its rounding left out: ½ratio² is ½t² + beyond.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Ratio<V>(V mean, V deviation, out V beyond)
        where V : struct, ILanes<V>
    {
        V divisor = V.Max(deviation, V.Of(Smallest));
        V reciprocal = V.One / divisor;
        V size = V.Abs(mean);
        V t = V.Min(size * reciprocal, V.Of(Furthest));
        V remainder = V.FusedMultiplyAdd(-t, divisor, size) * reciprocal;
        beyond = t * V.Min(remainder, V.Of(LargestRemainder));
        return t;
    }

    /// <summary>
    /// e^(−t²/2 − beyond) = p·high·low, p near 1 and the others powers of two, so that none underflows before it meets
    /// the deviation. t² is taken in two parts: half a unit in its last place would be 1e-5 of the result.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (V P, V High, V Low) Exponential<V>(V t, V beyond)
        where V : struct, ILanes<V>
    {
        V square = t * t;
        V lost = V.FusedMultiplyAdd(t, t, -square);
        V exponent = square * V.Of(-0.721347520f) + V.Of(Whole) - V.Of(Whole); // −½·log₂e
        // ln 2 in two parts, the first of so few bits that its products with whole numbers are exact
        V r = V.MultiplyAdd(exponent, V.Of(-0.693359375f), V.Of(-0.5f) * square);
        r = V.MultiplyAdd(exponent, V.Of(2.12194440e-4f), r);
        r = V.MultiplyAdd(V.Of(-0.5f), lost, r) - beyond;
        V high = exponent * V.Of(0.5f) + V.Of(Whole) - V.Of(Whole);
        return (OneBy(r), V.PowerOfTwo(high), V.PowerOfTwo(exponent - high));
    }

    /// <summary>eʳ for |r| ≤ 0.35 to 2e-8 before rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V OneBy<V>(V r)
        where V : struct, ILanes<V>
    {
        V sum = V.MultiplyAdd(V.Of(0.00139263761f), r, V.Of(0.00836333353f));
        sum = V.MultiplyAdd(sum, r, V.Of(0.0416665524f));
        sum = V.MultiplyAdd(sum, r, V.Of(0.166665763f));
        sum = V.MultiplyAdd(sum, r, V.Of(0.5f));
        return V.MultiplyAdd(sum, r * r, r) + V.One;
    }

    /// <summary>y = 1/(t + Middle) and z = 1 − 2·Middle·y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (V Y, V Z) Variables<V>(V t)
        where V : struct, ILanes<V>
    {
        V y = V.One / (t + V.Of(Middle));
        return (y, V.MultiplyAdd(V.Of(-2 * Middle), y, V.One));
    }

    /// <summary>M(t)/(y·√(2π)) to 4e-8 for t ≤ Furthest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Mills<V>(V z)
        where V : struct, ILanes<V> =>
        Polynomial(
            z,
            [
                0.750294089f,
                -0.588188231f,
                0.352939278f,
                -0.151522279f,
                0.0374947377f,
                0.00120796042f,
                -0.00417109719f,
                0.000496477354f,
                0.000438741263f,
                1.76541175e-6f,
            ]
        );

    /// <summary>(1 − t·M(t))/(y²·√(2π)) to 2e-8 for t ≤ Furthest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V First<V>(V z)
        where V : struct, ILanes<V> =>
        Polynomial(
            z,
            [
                1.3384825f,
                -1.88225639f,
                1.51337147f,
                -0.756030083f,
                0.181585342f,
                0.032031592f,
                -0.0332961902f,
                0.000980281155f,
                0.00497477828f,
                -0.000301295891f,
                -0.00056795188f,
            ]
        );

    /// <summary>((1 + t²)·M(t) − t)/(y³·√(2π)) to 4e-8 for t ≤ Furthest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Second<V>(V z)
        where V : struct, ILanes<V> =>
        Polynomial(
            z,
            [
                4.55922174f,
                -8.6735096f,
                8.32155228f,
                -4.50655842f,
                0.929721057f,
                0.424556881f,
                -0.275178492f,
                -0.033129625f,
                0.0566198044f,
                0.00640073465f,
                -0.00991657935f,
                -0.00292730099f,
            ]
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Polynomial<V>(V z, ReadOnlySpan<float> coefficients)
        where V : struct, ILanes<V>
    {
        V sum = V.Of(coefficients[^1]);
        for (int i = coefficients.Length - 2; i >= 0; i--)
            sum = V.MultiplyAdd(sum, z, V.Of(coefficients[i]));
        return sum;
    }
}

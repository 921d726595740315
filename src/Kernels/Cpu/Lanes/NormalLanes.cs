using System.Runtime.CompilerServices;

namespace RuleCompiler.Kernels;

/// <summary>
/// The normal distribution in float32 lanes, without a detour through double precision or lane by lane: relative error
/// below 1e-6 wherever the result is a normal number, graceful underflow to 0 below.
/// </summary>
/// <remarks>
/// With t = |mean|/deviation all tails are e^(−t²/2)/√(2π) times a slowly falling function of t: Mills' ratio M(t), and
/// for the first and second moment 1 − t·M and (1 + t²)·M − t, which cancel and are therefore approximated themselves.
/// Arguments come by reference: registers that are passed by value are copied in halves, and reading a whole waits
/// until both have reached the cache, which takes as long as the function. So does a struct of more than four registers:
/// what functions share is none. All are compiled at once, since what the JIT concludes from a profile makes them several
/// times slower.
/// </remarks>
internal static class NormalLanes
{
    /// <summary>Adding and subtracting it rounds to the nearest whole number.</summary>
    private const float Whole = 12582912f; // 1.5·2²³

    /// <summary>Added to a whole number, leaves it in the low bits with the bias of an exponent.</summary>
    internal const float BiasedWhole = Whole + 127;

    /// <summary>
    /// From this many deviations on tails are 0: they are below 1e-74 of the deviation, so that a float32 shows them as
    /// 0 whatever the deviation that has a square.
    /// </summary>
    private const float Furthest = 18.5f;

    /// <summary>
    /// From this many deviations on e^(−t²/2) is below 2e-14: nothing is left of it where it is added to 1, nor of its square
    /// where that is added to it.
    /// </summary>
    private const float Shown = 8;

    /// <summary>The smallest deviation that is divided by; its reciprocal is still a float32.</summary>
    private const float Smallest = 1e-37f;

    /// <summary>A quotient's rounding error never is as large; where the ratio was cut off, it would be.</summary>
    private const float LargestRemainder = 1e-4f;

    /// <summary>The approximations are polynomials in z = (t − Middle)/(t + Offset), which stays within ±0.8.</summary>
    private const float Middle = 1.5f;

    private const float Offset = 3;

    /// <summary>P(X ≤ x) for X ~ N(0, 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static V Phi<V>(in V x)
        where V : struct, ILanes<V>
    {
        V t = Least(V.Abs(x), Furthest);
        (V p, V high, V low) = Exponential(t, V.Zero);
        (V y, V z) = Variables(t);
        V below = p * (y * Mills(z)) * high * low;
        return V.Select(V.Less(x, V.Zero), below, V.One - below);
    }

    /// <summary>e^(−x²/2)/√(2π).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static V Density<V>(in V x)
        where V : struct, ILanes<V>
    {
        V t = Least(V.Abs(x), Furthest);
        (V p, V high, V low) = Exponential(t, V.Zero);
        return p * V.Of(0.398942280f) * high * low;
    }

    /// <summary>E[max(0, X)] = max(0, mean) + deviation·(φ(t) − t·Φ(−t)), φ the density.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static V RectifiedMean<V>(in V mean, in V deviation)
        where V : struct, ILanes<V>
    {
        V scale = Positive(deviation);
        V t = Tail(mean, scale, out V p, out V high, out V low, out V y, out V first, out _);
        return Positive(mean) + scale * high * (p * first) * low;
    }

    /// <summary>
    /// V[max(0, X)]: for mean &lt; 0 the tail's second moment less the square of its first, else what these leave of
    /// deviation².
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static V RectifiedVariance<V>(in V mean, in V deviation)
        where V : struct, ILanes<V>
    {
        V scale = Positive(deviation);
        V t = Tail(mean, scale, out V p, out V high, out V low, out V y, out V first, out V z);
        return Variance(mean, scale, t, p, high, low, y, first, z);
    }

    /// <summary>Both, to the bit: what they have in common is computed once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RectifiedMoments<V>(in V mean, in V deviation, out V rectifiedMean, out V rectifiedVariance)
        where V : struct, ILanes<V>
    {
        V scale = Positive(deviation);
        V t = Tail(mean, scale, out V p, out V high, out V low, out V y, out V first, out V z);
        rectifiedMean = Positive(mean) + scale * high * (p * first) * low;
        rectifiedVariance = Variance(mean, scale, t, p, high, low, y, first, z);
    }

    /// <summary>
    /// The tail beyond 0 at t deviations: e^(−t²/2) = p·high·low, y, z, and the first moment's approximation. Where the mean
    /// is above 0, so far out that sums do not show the tail, it is 0: arithmetic with numbers that underflow takes twice as
    /// long.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Tail<V>(V mean, V scale, out V p, out V high, out V low, out V y, out V first, out V z)
        where V : struct, ILanes<V>
    {
        V t = Ratio(mean, scale, out V beyond);
        (p, high, low) = Exponential(t, beyond);
        (y, z) = Variables(t);
        first = y * y * First(z);
        low = V.And(V.Or(V.Less(mean, V.Zero), V.Less(t, V.Of(Shown))), low);
        return t;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Variance<V>(V mean, V scale, V t, V p, V high, V low, V y, V moment, V z)
        where V : struct, ILanes<V>
    {
        // near mean 0 the errors of both weigh thrice in their difference from 1: y's own is put right
        V slip = Slip(t, y);
        V first = V.MultiplyAdd(slip + slip, p, p) * moment;
        V second = V.MultiplyAdd(slip * V.Of(3), p, p) * (y * y * y * Second(z));
        V near = V.And(V.Less(t, V.Of(Shown)), low);
        V tail = scale * high * first * near;
        V below = scale * high * (scale * low) * second - tail * tail;
        first = first * high * near;
        second = second * high * near;
        V above = scale * (scale * (V.One - second - first * (t + t + first)));
        return V.Select(V.Less(mean, V.Zero), below, above);
    }

    /// <summary>|mean|/deviation, and t times what its rounding left out: ½ratio² is ½t² + beyond.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Ratio<V>(V mean, V deviation, out V beyond)
        where V : struct, ILanes<V>
    {
        V divisor = V.Select(V.Less(deviation, V.Of(Smallest)), V.Of(Smallest), deviation);
        V reciprocal = V.One / divisor;
        V size = V.Abs(mean);
        V t = Least(size * reciprocal, Furthest);
        V remainder = V.FusedMultiplyAdd(-t, divisor, size) * reciprocal;
        beyond = t * Least(remainder, LargestRemainder);
        return t;
    }

    /// <summary>
    /// e^(−t²/2 − beyond) = p·high·low, p near 1 and the others powers of two or 0, so that none underflows before it meets
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
        V isThere = V.Less(t, V.Of(Furthest));
        return (OneBy(r), V.And(isThere, V.PowerOfTwo(high)), V.PowerOfTwo(exponent - high));
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

    /// <summary>y = 1/(t + Offset) and z = (t − Middle)·y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (V Y, V Z) Variables<V>(V t)
        where V : struct, ILanes<V>
    {
        V y = V.One / (t + V.Of(Offset));
        return (y, (t - V.Of(Middle)) * y);
    }

    /// <summary>What rounding left out of y, relative to y: of the sum below the line and of the quotient.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Slip<V>(V t, V y)
        where V : struct, ILanes<V>
    {
        V sum = t + V.Of(Offset);
        return V.FusedMultiplyAdd(-y, sum, V.One) - y * (V.Of(Offset) - (sum - t));
    }

    /// <summary>max(0, value), NaN where it is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Positive<V>(V value)
        where V : struct, ILanes<V> => V.Select(V.Less(value, V.Zero), V.Zero, value);

    /// <summary>min(value, bound), NaN where it is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Least<V>(V value, float bound)
        where V : struct, ILanes<V> => V.Select(V.Less(V.Of(bound), value), V.Of(bound), value);

    /// <summary>M(t)/(y·√(2π)) to 5e-8 for t ≤ Furthest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Mills<V>(V z)
        where V : struct, ILanes<V>
    {
        V sum = V.MultiplyAdd(V.Of(0.000740088348f), z, V.Of(-0.00356980856f));
        sum = V.MultiplyAdd(sum, z, V.Of(-0.00154672191f));
        sum = V.MultiplyAdd(sum, z, V.Of(0.0136535103f));
        sum = V.MultiplyAdd(sum, z, V.Of(0.0135061806f));
        sum = V.MultiplyAdd(sum, z, V.Of(-0.0610156469f));
        sum = V.MultiplyAdd(sum, z, V.Of(-0.0633154586f));
        sum = V.MultiplyAdd(sum, z, V.Of(0.476432055f));
        sum = V.MultiplyAdd(sum, z, V.Of(-0.901980102f));
        return V.MultiplyAdd(sum, z, V.Of(0.926012993f));
    }

    /// <summary>(1 − t·M(t))/(y²·√(2π)) to 3e-8 for t ≤ Furthest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V First<V>(V z)
        where V : struct, ILanes<V>
    {
        V sum = V.MultiplyAdd(V.Of(0.00967226643f), z, V.Of(-0.0144314859f));
        sum = V.MultiplyAdd(sum, z, V.Of(-0.0276468191f));
        sum = V.MultiplyAdd(sum, z, V.Of(0.0227722768f));
        sum = V.MultiplyAdd(sum, z, V.Of(0.100155517f));
        sum = V.MultiplyAdd(sum, z, V.Of(-0.00099273154f));
        sum = V.MultiplyAdd(sum, z, V.Of(-0.371692657f));
        sum = V.MultiplyAdd(sum, z, V.Of(-0.00927475002f));
        sum = V.MultiplyAdd(sum, z, V.Of(1.61920106f));
        sum = V.MultiplyAdd(sum, z, V.Of(-2.75682139f));
        return V.MultiplyAdd(sum, z, V.Of(1.82799339f));
    }

    /// <summary>((1 + t²)·M(t) − t)/(y³·√(2π)) to 7e-8 for t ≤ Furthest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Second<V>(V z)
        where V : struct, ILanes<V>
    {
        V sum = V.MultiplyAdd(V.Of(0.0636952072f), z, V.Of(-0.0233022925f));
        sum = V.MultiplyAdd(sum, z, V.Of(-0.18853794f));
        sum = V.MultiplyAdd(sum, z, V.Of(-0.0987668857f));
        sum = V.MultiplyAdd(sum, z, V.Of(0.382532209f));
        sum = V.MultiplyAdd(sum, z, V.Of(0.640417874f));
        sum = V.MultiplyAdd(sum, z, V.Of(-0.600239575f));
        sum = V.MultiplyAdd(sum, z, V.Of(-2.22592592f));
        sum = V.MultiplyAdd(sum, z, V.Of(1.43992579f));
        sum = V.MultiplyAdd(sum, z, V.Of(6.50468063f));
        sum = V.MultiplyAdd(sum, z, V.Of(-11.5088587f));
        return V.MultiplyAdd(sum, z, V.Of(6.41280746f));
    }
}

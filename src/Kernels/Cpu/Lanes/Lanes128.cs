using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RuleCompiler.Kernels;

/// <summary>4 float32 numbers in one 128-bit register.</summary>
/// <param name="value">The register.</param>
public readonly struct Lanes128(Vector128<float> value) : ILanes<Lanes128>
{
    private readonly Vector128<float> v = value;

    /// <inheritdoc/>
    public static int Width => 4;

    /// <inheritdoc/>
    public static Lanes128 Zero => new(Vector128<float>.Zero);

    /// <inheritdoc/>
    public static Lanes128 One => new(Vector128<float>.One);

    /// <summary>The register itself.</summary>
    public Vector128<float> Register => v;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Of(float value) => new(Vector128.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator +(Lanes128 left, Lanes128 right) => new(left.v + right.v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator -(Lanes128 left, Lanes128 right) => new(left.v - right.v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator *(Lanes128 left, Lanes128 right) => new(left.v * right.v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator /(Lanes128 left, Lanes128 right) => new(left.v / right.v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator -(Lanes128 value) => new(-value.v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Min(Lanes128 left, Lanes128 right) => new(Vector128.Min(left.v, right.v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Max(Lanes128 left, Lanes128 right) => new(Vector128.Max(left.v, right.v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 PositivePart(Lanes128 value) => new(Vector128.MaxNative(value.v, Vector128<float>.Zero));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 NegativePart(Lanes128 value) => new(Vector128.MinNative(value.v, Vector128<float>.Zero));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Abs(Lanes128 value) => new(Vector128.Abs(value.v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Sqrt(Lanes128 value) => new(Vector128.Sqrt(value.v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Sign(Lanes128 value) =>
        Select(Less(Zero, value), One, Select(Less(value, Zero), -One, value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 FusedMultiplyAdd(Lanes128 left, Lanes128 right, Lanes128 addend) =>
        new(Vector128.FusedMultiplyAdd(left.v, right.v, addend.v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 MultiplyAdd(Lanes128 left, Lanes128 right, Lanes128 addend) =>
        new(Vector128.MultiplyAddEstimate(left.v, right.v, addend.v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 PowerOfTwo(Lanes128 exponent) =>
        new(((exponent.v + Vector128.Create(NormalLanes.BiasedWhole)).AsInt32() << 23).AsSingle());

    /// <inheritdoc/>
    public static Lanes128 Exp(Lanes128 value) => new(Vector128.Exp(value.v));

    /// <inheritdoc/>
    public static Lanes128 Log(Lanes128 value) => new(Vector128.Log(value.v));

    /// <inheritdoc/>
    public static Lanes128 Pow(Lanes128 value, Lanes128 exponent) => PerLane.Power(value, exponent);

    /// <inheritdoc/>
    public static Lanes128 Tanh(Lanes128 value) => PerLane.Map<Lanes128, TanhFunction>(value);

    /// <inheritdoc/>
    public static Lanes128 Erf(Lanes128 value) => PerLane.Map<Lanes128, ErfFunction>(value);

    /// <inheritdoc/>
    public static Lanes128 Erfc(Lanes128 value) => PerLane.Map<Lanes128, ErfcFunction>(value);

    /// <inheritdoc/>
    public static Lanes128 Phi(Lanes128 value) => NormalLanes.Phi(in value);

    /// <inheritdoc/>
    public static Lanes128 Density(Lanes128 value) => NormalLanes.Density(in value);

    /// <inheritdoc/>
    public static Lanes128 RectifiedMean(Lanes128 mean, Lanes128 deviation) =>
        NormalLanes.RectifiedMean(in mean, in deviation);

    /// <inheritdoc/>
    public static Lanes128 RectifiedVariance(Lanes128 mean, Lanes128 deviation) =>
        NormalLanes.RectifiedVariance(in mean, in deviation);

    /// <inheritdoc/>
    public static void RectifiedMoments(
        Lanes128 mean,
        Lanes128 deviation,
        out Lanes128 rectifiedMean,
        out Lanes128 rectifiedVariance
    ) => NormalLanes.RectifiedMoments(in mean, in deviation, out rectifiedMean, out rectifiedVariance);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Less(Lanes128 left, Lanes128 right) => new(Vector128.LessThan(left.v, right.v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 LessOrEqual(Lanes128 left, Lanes128 right) =>
        new(Vector128.LessThanOrEqual(left.v, right.v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Equal(Lanes128 left, Lanes128 right) => new(Vector128.Equals(left.v, right.v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 And(Lanes128 left, Lanes128 right) => new(left.v & right.v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Or(Lanes128 left, Lanes128 right) => new(left.v | right.v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Not(Lanes128 mask) => new(~mask.v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Select(Lanes128 mask, Lanes128 ifTrue, Lanes128 ifFalse) =>
        new(Vector128.ConditionalSelect(mask.v, ifTrue.v, ifFalse.v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Away(Lanes128 z, Lanes128 eps) => z + Select(LessOrEqual(Zero, z), eps, -eps);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Lanes128 value) => Vector128.Sum(value.v);
}

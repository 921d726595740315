using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RuleCompiler.Kernels;

/// <summary>8 float32 numbers in one 256-bit register.</summary>
/// <param name="value">The register.</param>
public readonly struct Lanes256(Vector256<float> value) : ILanes<Lanes256>
{
    private readonly Vector256<float> v = value;

    /// <inheritdoc/>
    public static int Width => 8;

    /// <inheritdoc/>
    public static Lanes256 Zero => new(Vector256<float>.Zero);

    /// <inheritdoc/>
    public static Lanes256 One => new(Vector256<float>.One);

    /// <summary>The register itself.</summary>
    public Vector256<float> Register => v;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Of(float value) => new(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator +(Lanes256 left, Lanes256 right) => new(left.v + right.v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator -(Lanes256 left, Lanes256 right) => new(left.v - right.v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator *(Lanes256 left, Lanes256 right) => new(left.v * right.v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator /(Lanes256 left, Lanes256 right) => new(left.v / right.v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator -(Lanes256 value) => new(-value.v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Min(Lanes256 left, Lanes256 right) => new(Vector256.Min(left.v, right.v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Max(Lanes256 left, Lanes256 right) => new(Vector256.Max(left.v, right.v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 PositivePart(Lanes256 value) => new(Vector256.MaxNative(value.v, Vector256<float>.Zero));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 NegativePart(Lanes256 value) => new(Vector256.MinNative(value.v, Vector256<float>.Zero));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Abs(Lanes256 value) => new(Vector256.Abs(value.v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Sqrt(Lanes256 value) => new(Vector256.Sqrt(value.v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Sign(Lanes256 value) =>
        Select(Less(Zero, value), One, Select(Less(value, Zero), -One, value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 FusedMultiplyAdd(Lanes256 left, Lanes256 right, Lanes256 addend) =>
        new(Vector256.FusedMultiplyAdd(left.v, right.v, addend.v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 MultiplyAdd(Lanes256 left, Lanes256 right, Lanes256 addend) =>
        new(Vector256.MultiplyAddEstimate(left.v, right.v, addend.v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 PowerOfTwo(Lanes256 exponent) =>
        new(((exponent.v + Vector256.Create(NormalLanes.BiasedWhole)).AsInt32() << 23).AsSingle());

    /// <inheritdoc/>
    public static Lanes256 Exp(Lanes256 value) => new(Vector256.Exp(value.v));

    /// <inheritdoc/>
    public static Lanes256 Log(Lanes256 value) => new(Vector256.Log(value.v));

    /// <inheritdoc/>
    public static Lanes256 Pow(Lanes256 value, Lanes256 exponent) => PerLane.Power(value, exponent);

    /// <inheritdoc/>
    public static Lanes256 Tanh(Lanes256 value) => PerLane.Map<Lanes256, TanhFunction>(value);

    /// <inheritdoc/>
    public static Lanes256 Erf(Lanes256 value) => PerLane.Map<Lanes256, ErfFunction>(value);

    /// <inheritdoc/>
    public static Lanes256 Erfc(Lanes256 value) => PerLane.Map<Lanes256, ErfcFunction>(value);

    /// <inheritdoc/>
    public static Lanes256 Phi(Lanes256 value) => NormalLanes.Phi(in value);

    /// <inheritdoc/>
    public static Lanes256 Density(Lanes256 value) => NormalLanes.Density(in value);

    /// <inheritdoc/>
    public static Lanes256 RectifiedMean(Lanes256 mean, Lanes256 deviation) =>
        NormalLanes.RectifiedMean(in mean, in deviation);

    /// <inheritdoc/>
    public static Lanes256 RectifiedVariance(Lanes256 mean, Lanes256 deviation) =>
        NormalLanes.RectifiedVariance(in mean, in deviation);

    /// <inheritdoc/>
    public static void RectifiedMoments(
        Lanes256 mean,
        Lanes256 deviation,
        out Lanes256 rectifiedMean,
        out Lanes256 rectifiedVariance
    ) => NormalLanes.RectifiedMoments(in mean, in deviation, out rectifiedMean, out rectifiedVariance);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Less(Lanes256 left, Lanes256 right) => new(Vector256.LessThan(left.v, right.v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 LessOrEqual(Lanes256 left, Lanes256 right) =>
        new(Vector256.LessThanOrEqual(left.v, right.v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Equal(Lanes256 left, Lanes256 right) => new(Vector256.Equals(left.v, right.v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 And(Lanes256 left, Lanes256 right) => new(left.v & right.v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Or(Lanes256 left, Lanes256 right) => new(left.v | right.v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Not(Lanes256 mask) => new(~mask.v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Select(Lanes256 mask, Lanes256 ifTrue, Lanes256 ifFalse) =>
        new(Vector256.ConditionalSelect(mask.v, ifTrue.v, ifFalse.v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Away(Lanes256 z, Lanes256 eps) => z + Select(LessOrEqual(Zero, z), eps, -eps);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Lanes256 value) => Vector256.Sum(value.v);
}

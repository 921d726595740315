using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RuleCompiler.Kernels;

/// <summary>16 float32 numbers in one 512-bit register.</summary>
/// <param name="value">The register.</param>
public readonly struct Lanes512(Vector512<float> value) : ILanes<Lanes512>
{
    private readonly Vector512<float> v = value;

    /// <inheritdoc/>
    public static int Width => 16;

    /// <inheritdoc/>
    public static Lanes512 Zero => new(Vector512<float>.Zero);

    /// <inheritdoc/>
    public static Lanes512 One => new(Vector512<float>.One);

    /// <summary>The register itself.</summary>
    public Vector512<float> Register => v;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Of(float value) => new(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator +(Lanes512 left, Lanes512 right) => new(left.v + right.v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator -(Lanes512 left, Lanes512 right) => new(left.v - right.v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator *(Lanes512 left, Lanes512 right) => new(left.v * right.v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator /(Lanes512 left, Lanes512 right) => new(left.v / right.v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator -(Lanes512 value) => new(-value.v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Min(Lanes512 left, Lanes512 right) => new(Vector512.Min(left.v, right.v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Max(Lanes512 left, Lanes512 right) => new(Vector512.Max(left.v, right.v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 PositivePart(Lanes512 value) => new(Vector512.MaxNative(value.v, Vector512<float>.Zero));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 NegativePart(Lanes512 value) => new(Vector512.MinNative(value.v, Vector512<float>.Zero));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Abs(Lanes512 value) => new(Vector512.Abs(value.v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Sqrt(Lanes512 value) => new(Vector512.Sqrt(value.v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Sign(Lanes512 value) =>
        Select(Less(Zero, value), One, Select(Less(value, Zero), -One, value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 FusedMultiplyAdd(Lanes512 left, Lanes512 right, Lanes512 addend) =>
        new(Vector512.FusedMultiplyAdd(left.v, right.v, addend.v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 MultiplyAdd(Lanes512 left, Lanes512 right, Lanes512 addend) =>
        new(Vector512.MultiplyAddEstimate(left.v, right.v, addend.v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 PowerOfTwo(Lanes512 exponent) =>
        new(((exponent.v + Vector512.Create(NormalLanes.BiasedWhole)).AsInt32() << 23).AsSingle());

    /// <inheritdoc/>
    public static Lanes512 Exp(Lanes512 value) => new(Vector512.Exp(value.v));

    /// <inheritdoc/>
    public static Lanes512 Log(Lanes512 value) => new(Vector512.Log(value.v));

    /// <inheritdoc/>
    public static Lanes512 Pow(Lanes512 value, Lanes512 exponent) => PerLane.Power(value, exponent);

    /// <inheritdoc/>
    public static Lanes512 Tanh(Lanes512 value) => PerLane.Map<Lanes512, TanhFunction>(value);

    /// <inheritdoc/>
    public static Lanes512 Erf(Lanes512 value) => PerLane.Map<Lanes512, ErfFunction>(value);

    /// <inheritdoc/>
    public static Lanes512 Erfc(Lanes512 value) => PerLane.Map<Lanes512, ErfcFunction>(value);

    /// <inheritdoc/>
    public static Lanes512 Phi(Lanes512 value) => NormalLanes.Phi(in value);

    /// <inheritdoc/>
    public static Lanes512 Density(Lanes512 value) => NormalLanes.Density(in value);

    /// <inheritdoc/>
    public static Lanes512 RectifiedMean(Lanes512 mean, Lanes512 deviation) =>
        NormalLanes.RectifiedMean(in mean, in deviation);

    /// <inheritdoc/>
    public static Lanes512 RectifiedVariance(Lanes512 mean, Lanes512 deviation) =>
        NormalLanes.RectifiedVariance(in mean, in deviation);

    /// <inheritdoc/>
    public static void RectifiedMoments(
        Lanes512 mean,
        Lanes512 deviation,
        out Lanes512 rectifiedMean,
        out Lanes512 rectifiedVariance
    ) => NormalLanes.RectifiedMoments(in mean, in deviation, out rectifiedMean, out rectifiedVariance);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Less(Lanes512 left, Lanes512 right) => new(Vector512.LessThan(left.v, right.v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 LessOrEqual(Lanes512 left, Lanes512 right) =>
        new(Vector512.LessThanOrEqual(left.v, right.v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Equal(Lanes512 left, Lanes512 right) => new(Vector512.Equals(left.v, right.v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 And(Lanes512 left, Lanes512 right) => new(left.v & right.v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Or(Lanes512 left, Lanes512 right) => new(left.v | right.v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Not(Lanes512 mask) => new(~mask.v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Select(Lanes512 mask, Lanes512 ifTrue, Lanes512 ifFalse) =>
        new(Vector512.ConditionalSelect(mask.v, ifTrue.v, ifFalse.v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Away(Lanes512 z, Lanes512 eps) => z + Select(LessOrEqual(Zero, z), eps, -eps);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Lanes512 value) => Vector512.Sum(value.v);
}

using System.Runtime.CompilerServices;

namespace RuleCompiler.Kernels;

/// <summary>One float32 number: what is left of an array after the full registers.</summary>
/// <param name="value">The number.</param>
public readonly struct Lane(float value) : ILanes<Lane>
{
    private readonly float v = value;

    /// <inheritdoc/>
    public static int Width => 1;

    /// <inheritdoc/>
    public static Lane Zero => new(0f);

    /// <inheritdoc/>
    public static Lane One => new(1f);

    /// <summary>The number itself.</summary>
    public float Value => v;

    /// <inheritdoc/>
    public static Lane Of(float value) => new(value);

    /// <inheritdoc/>
    public static Lane operator +(Lane left, Lane right) => new(left.v + right.v);

    /// <inheritdoc/>
    public static Lane operator -(Lane left, Lane right) => new(left.v - right.v);

    /// <inheritdoc/>
    public static Lane operator *(Lane left, Lane right) => new(left.v * right.v);

    /// <inheritdoc/>
    public static Lane operator /(Lane left, Lane right) => new(left.v / right.v);

    /// <inheritdoc/>
    public static Lane operator -(Lane value) => new(-value.v);

    /// <inheritdoc/>
    public static Lane Min(Lane left, Lane right) => new(MathF.Min(left.v, right.v));

    /// <inheritdoc/>
    public static Lane Max(Lane left, Lane right) => new(MathF.Max(left.v, right.v));

    /// <inheritdoc/>
    public static Lane PositivePart(Lane value) => new(float.MaxNative(value.v, 0));

    /// <inheritdoc/>
    public static Lane NegativePart(Lane value) => new(float.MinNative(value.v, 0));

    /// <inheritdoc/>
    public static Lane Abs(Lane value) => new(MathF.Abs(value.v));

    /// <inheritdoc/>
    public static Lane Sqrt(Lane value) => new(MathF.Sqrt(value.v));

    /// <inheritdoc/>
    public static Lane Sign(Lane value) =>
        new(
            value.v > 0 ? 1f
            : value.v < 0 ? -1f
            : value.v
        );

    /// <inheritdoc/>
    public static Lane FusedMultiplyAdd(Lane left, Lane right, Lane addend) =>
        new(MathF.FusedMultiplyAdd(left.v, right.v, addend.v));

    /// <inheritdoc/>
    public static Lane MultiplyAdd(Lane left, Lane right, Lane addend) =>
        new(float.MultiplyAddEstimate(left.v, right.v, addend.v));

    /// <inheritdoc/>
    public static Lane PowerOfTwo(Lane exponent) =>
        Bits(BitConverter.SingleToUInt32Bits(exponent.v + NormalLanes.BiasedWhole) << 23);

    /// <inheritdoc/>
    public static Lane Exp(Lane value) => new(MathF.Exp(value.v));

    /// <inheritdoc/>
    public static Lane Log(Lane value) => new(MathF.Log(value.v));

    /// <inheritdoc/>
    public static Lane Pow(Lane value, Lane exponent) => PerLane.Power(value, exponent);

    /// <inheritdoc/>
    public static Lane Tanh(Lane value) => new(TanhFunction.Of(value.v));

    /// <inheritdoc/>
    public static Lane Erf(Lane value) => new(ErfFunction.Of(value.v));

    /// <inheritdoc/>
    public static Lane Erfc(Lane value) => new(ErfcFunction.Of(value.v));

    /// <inheritdoc/>
    public static Lane Phi(Lane value) => NormalLanes.Phi(in value);

    /// <inheritdoc/>
    public static Lane Density(Lane value) => NormalLanes.Density(in value);

    /// <inheritdoc/>
    public static Lane RectifiedMean(Lane mean, Lane deviation) => NormalLanes.RectifiedMean(in mean, in deviation);

    /// <inheritdoc/>
    public static Lane RectifiedVariance(Lane mean, Lane deviation) =>
        NormalLanes.RectifiedVariance(in mean, in deviation);

    /// <inheritdoc/>
    public static void RectifiedMoments(
        Lane mean,
        Lane deviation,
        out Lane rectifiedMean,
        out Lane rectifiedVariance
    ) => NormalLanes.RectifiedMoments(in mean, in deviation, out rectifiedMean, out rectifiedVariance);

    /// <inheritdoc/>
    public static Lane Less(Lane left, Lane right) => Mask(left.v < right.v);

    /// <inheritdoc/>
    public static Lane LessOrEqual(Lane left, Lane right) => Mask(left.v <= right.v);

    /// <inheritdoc/>
    public static Lane Equal(Lane left, Lane right) => Mask(left.v == right.v);

    /// <inheritdoc/>
    public static Lane And(Lane left, Lane right) => Bits(left.Raw & right.Raw);

    /// <inheritdoc/>
    public static Lane Or(Lane left, Lane right) => Bits(left.Raw | right.Raw);

    /// <inheritdoc/>
    public static Lane Not(Lane mask) => Bits(~mask.Raw);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Select(Lane mask, Lane ifTrue, Lane ifFalse) =>
        Bits((mask.Raw & ifTrue.Raw) | (~mask.Raw & ifFalse.Raw));

    /// <inheritdoc/>
    public static Lane Away(Lane z, Lane eps) => new(z.v + (z.v >= 0 ? eps.v : -eps.v));

    /// <inheritdoc/>
    public static float Sum(Lane value) => value.v;

    private uint Raw => BitConverter.SingleToUInt32Bits(v);

    private static Lane Mask(bool set) => Bits(set ? uint.MaxValue : 0u);

    private static Lane Bits(uint bits) => new(BitConverter.UInt32BitsToSingle(bits));
}

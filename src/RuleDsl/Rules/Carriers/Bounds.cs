namespace RuleCompiler;

/// <summary>Bounds of a value: whatever the inputs are within theirs, it is within these, up to float32's rounding.</summary>
/// <param name="Lower">The value is not below it.</param>
/// <param name="Upper">The value is not above it.</param>
public readonly record struct Bounds(float Lower, float Upper) : ICarrier<Bounds>
{
    /// <summary>What a bias multiplies is 1.</summary>
    public static Bounds Constant => new(1, 1);
}

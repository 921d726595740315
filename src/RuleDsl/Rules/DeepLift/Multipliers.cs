namespace RuleCompiler;

/// <summary>
/// DeepLIFT's multipliers of the positive and the negative part of a difference from the reference: what a value adds
/// to the output is Pos·Δ⁺ + Neg·Δ⁻.
/// </summary>
/// <param name="Pos">The multiplier of the positive part.</param>
/// <param name="Neg">The multiplier of the negative part.</param>
public record struct Multipliers(float Pos, float Neg) : IChannels
{
    /// <summary>The multiplier of a difference that is all in the part of its sign, as rules see it that know no parts.</summary>
    public static float Merge(Multipliers r, float y, float y0) =>
        y > y0 ? r.Pos
        : y < y0 ? r.Neg
        : 0.5f * (r.Pos + r.Neg);
}

namespace RuleCompiler;

/// <summary>Marks a record struct of floats as the slots of a rule: several sums within one rule.</summary>
public interface ISlots;

/// <summary>
/// Marks a record struct as the channels of a rule: several relevances that travel down together. Its members
/// are floats, or, where <c>Share</c> returns one factor per slot and channel, slots.
/// </summary>
/// <remarks>
/// A rule of one channel treats each alike. Where several are of different parts of one value, and such a rule knows
/// of no parts, the channels say what it sees: <c>static float Merge(TSelf r, float y, float y0)</c>, the relevance of
/// the whole value.
/// </remarks>
public interface IChannels;

/// <summary>
/// Marks a record struct of floats as a carrier: what travels up beside the activations, such as a mean and a
/// variance. Members marked <see cref="ColumnsAttribute"/> have a run-time number of columns.
/// </summary>
/// <typeparam name="TSelf">The carrier itself.</typeparam>
public interface ICarrier<TSelf>
    where TSelf : struct, ICarrier<TSelf>
{
    /// <summary>
    /// The carrier that stands for the bias' activation: mean 1 and variance 0 in assumed density filtering.
    /// </summary>
    static abstract TSelf Constant { get; }

    /// <summary>
    /// What a value carries that no rule carried: the network's input, and what is behind a layer whose rule has no
    /// <c>Forward</c>. Carriers that formulas of the way down read say it; of others, the input's carrier is given.
    /// </summary>
    /// <param name="a">The value.</param>
    /// <param name="a0">The value at the reference input.</param>
    /// <exception cref="NotSupportedException">The carrier does not say.</exception>
    static virtual TSelf Initial(float a, float a0) =>
        throw new NotSupportedException(
            $"The carrier {typeof(TSelf).Name} does not say what a value carries that no rule carried; give it Initial."
        );
}

namespace RuleCompiler;

/// <summary>Marks a record struct of floats as the slots of a rule: several sums within one rule.</summary>
public interface ISlots;

/// <summary>
/// Marks a record struct as the channels of a rule: several relevances that travel down together. Its members
/// are floats, or, where <c>Share</c> returns one factor per slot and channel, slots.
/// </summary>
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
}

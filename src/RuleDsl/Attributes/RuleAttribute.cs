namespace RuleCompiler;

/// <summary>
/// Marks a partial record derived from <see cref="Rule"/> as a propagation rule. The generator reads its
/// methods (<c>Contribution</c>, <c>Share</c>, <c>Collect</c>, <c>Backward</c>, <c>Forward</c>) as formulas.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class RuleAttribute : Attribute
{
    /// <summary>What the rule does with a layer's bias; <see cref="Bias.Keep"/> unless given.</summary>
    public Bias Bias { get; init; } = Bias.Keep;
}

/// <summary>How a rule treats a layer's bias.</summary>
public enum Bias
{
    /// <summary>
    /// The bias is one more input whose activation and per-input operands are 1: it takes part in the sums
    /// and keeps its share of the relevance.
    /// </summary>
    Keep,

    /// <summary>The bias takes no part in the sums.</summary>
    Ignore,

    /// <summary>
    /// The bias itself is added to every slot's sum, whatever the contribution makes of weights: neither scaled nor
    /// split by sign. It keeps what it has of the sums.
    /// </summary>
    Whole,
}

namespace RuleCompiler;

/// <summary>
/// Marks a partial class as a composite: its <c>public static Rule? For(Layer layer)</c> says, as one
/// switch expression, which rule each layer gets. Where it says <see langword="null"/> the family decides.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CompositeAttribute : Attribute
{
    /// <summary>The family that decides where the composite says <see langword="null"/>.</summary>
    public Defaults Defaults { get; init; } = Defaults.Relevance;

    /// <summary>
    /// What relevance starts as where a call does not say; <see cref="OutputRelevance.Logit"/> unless given.
    /// </summary>
    public OutputRelevance Start { get; init; } = OutputRelevance.Logit;

    /// <summary>
    /// Whether a batch norm after a Dense or Conv2d is folded into it before rules are assigned; true unless given.
    /// Where it is not, every batch norm is a linear layer with a rule of its own.
    /// </summary>
    public bool FoldsBatchNorm { get; init; } = true;
}

/// <summary>The rules a family of composites gives to layers that a composite does not name.</summary>
public enum Defaults
{
    /// <summary>
    /// Activations pass relevance unchanged; linear layers, average pools and additions share it like
    /// <see cref="Norm"/>; a maximum pool gives all to the first maximum in scan order; batch-norm is folded, or shares so too.
    /// </summary>
    Relevance,

    /// <summary>Everything is the gradient.</summary>
    Gradient,
}

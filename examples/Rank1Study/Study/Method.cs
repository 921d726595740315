using RuleCompiler;

namespace Rank1Study;

/// <summary>A method on one network.</summary>
/// <param name="Name">As the paper's figures call it.</param>
/// <param name="Open">Makes the explainer of some weights.</param>
internal sealed record Method(string Name, Func<WeightSet, ExplainerOptions, Explainer> Open)
{
    /// <summary>Whether its rules are tensors estimated from data.</summary>
    public bool NeedsPatterns => Name is "PatternNet" or "PatternAttribution";

    /// <summary>Whether twice the relevance above gives twice the relevance below: whether there is a propagation matrix.</summary>
    public bool IsLinear => Name is not ("Guided BP" or "Deconv" or "RectGrad");

    /// <summary>Whether it compares with a reference input.</summary>
    public bool NeedsReference => Name.StartsWith("DeepLIFT", StringComparison.Ordinal);
}

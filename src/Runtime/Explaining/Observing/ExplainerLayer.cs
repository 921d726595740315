namespace RuleCompiler;

/// <summary>A layer whose output, and the relevance there, an explainer can tell.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">The shape of its output without the batch.</param>
public sealed record ExplainerLayer(string Name, IReadOnlyList<int> Shape)
{
    /// <summary>The numbers of its output in one sample.</summary>
    public int Size { get; } = Shape.Aggregate(1, (size, extent) => checked(size * extent));

    internal static ExplainerLayer[] Of(ExplainerLayout layout) =>
        [.. layout.Taps.Reverse().Select(tap => new ExplainerLayer(tap.Layer, tap.Shape))];
}

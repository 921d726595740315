using RuleCompiler.Cli.Networks;
using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Cli.Measuring;

/// <summary>
/// A network up to its first dense layer: with few samples dense layers are bound by memory, so that only what comes
/// before them can be held against the product rate.
/// </summary>
/// <param name="Subject">The network that ends there.</param>
/// <param name="Weights">Its weights: those of the whole network.</param>
internal sealed record Convolutions(Subject Subject, WeightSet Weights)
{
    /// <summary>Null where no convolution comes first, or a layer is of a kind that only imports make.</summary>
    public static Convolutions? Of(Subject whole, WeightSet weights)
    {
        LayerGraph graph = whole.Layers;
        LayerNode[] before = [.. graph.Layers.TakeWhile(l => l.Layer is not Dense)];
        if (!before.Any(l => l.Layer is Conv2d))
            return null;
        try
        {
            HashSet<string> names = [.. before.SelectMany(l => WeightsOf(l.Layer.Name))];
            return new(
                GraphSubject.Of(whole.Name, graph, before.Length),
                new(whole.Name, weights.Where(t => names.Contains(t.Name)))
            );
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Multiplications of all convolutions, for one sample.</summary>
    public double Multiplications =>
        Subject
            .Graph.Nodes.Where(n => n.Kind is NodeKind.Conv2d)
            .Sum(n => (double)Compiling.LayerNumbers.Multiplications(n));

    private static IEnumerable<string> WeightsOf(string layer) =>
        new[] { "weight", "bias", "scale", "shift", "mean", "variance" }.Select(parameter => $"{layer}.{parameter}");
}

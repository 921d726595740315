using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Passes;

/// <summary>
/// Marks each BatchNorm right after a Dense or Conv2d that nothing else reads: it is folded into that layer's
/// weights before any rule is applied. Any other BatchNorm is run as a depthwise 1×1 convolution.
/// </summary>
internal static class FoldBatchNorm
{
    public static Graph Of(Graph graph)
    {
        Dictionary<int, int> into = graph
            .Nodes.Where(n => n.Kind == NodeKind.BatchNorm && IsFoldable(graph, n.Inputs[0]))
            .ToDictionary(n => n.Id, n => n.Inputs[0]);
        Dictionary<int, int> folded = into.ToDictionary(pair => pair.Value, pair => pair.Key);
        return graph.Map(n =>
            n with
            {
                FoldedInto = into.TryGetValue(n.Id, out int host) ? host : null,
                FoldedBatchNorm = folded.TryGetValue(n.Id, out int norm) ? norm : null,
            }
        );
    }

    private static bool IsFoldable(Graph graph, int producer) =>
        producer != Graph.NetworkInput
        && graph.Nodes[producer] is { Kind: NodeKind.Conv2d } or { Kind: NodeKind.Dense, Shape.Count: 1 }
        && graph.ReadersOf(producer).Count() == 1;
}

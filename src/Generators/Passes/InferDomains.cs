using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Passes;

/// <summary>Finds which values are never negative: after a ReLU, a pool or sum of such, an input declared so.</summary>
internal static class InferDomains
{
    /// <summary>The ids of nodes whose output is never negative; the network's input at its own id.</summary>
    public static HashSet<int> NonNegative(Graph graph)
    {
        HashSet<int> nonNegative = [];
        if (graph.Low >= 0)
            nonNegative.Add(Graph.NetworkInput);
        foreach (Node node in graph.Nodes)
        {
            bool passesSign =
                node.IsIdentity
                || node.Kind is NodeKind.MaxPool or NodeKind.AvgPool or NodeKind.GlobalAvgPool or NodeKind.Add;
            if (node.Kind == NodeKind.ReLU || (passesSign && node.Inputs.All(nonNegative.Contains)))
                nonNegative.Add(node.Id);
        }

        return nonNegative;
    }
}

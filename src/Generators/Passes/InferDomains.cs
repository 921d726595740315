using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Passes;

/// <summary>
/// Finds which values are never negative: after a ReLU or its like, a pool, sum or product of such, an input declared
/// so.
/// </summary>
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
            if (IsNonNegative(node, nonNegative))
                nonNegative.Add(node.Id);
        }

        return nonNegative;
    }

    /// <summary>Whether a rule that reads its inputs knows them not to be negative by the declared range alone.</summary>
    public static bool ReliesOnRange(Graph graph, IReadOnlyDictionary<int, RuleOnLayer> rules)
    {
        if (!(graph.Low >= 0))
            return false;
        HashSet<int> known = NonNegative(graph);
        HashSet<int> anyway = NonNegative(graph with { Low = double.NegativeInfinity });
        return graph.Nodes.Any(n =>
            rules.TryGetValue(n.Id, out RuleOnLayer? rule)
            && n.Inputs.All(known.Contains)
            && !n.Inputs.All(anyway.Contains)
            && rule.Model.Functions.Any(f => f.Reads("a"))
        );
    }

    private static bool IsNonNegative(Node node, HashSet<int> nonNegative)
    {
        bool inputsAre = node.Inputs.All(nonNegative.Contains);
        return node.IsActivation ? Activations.IsNonNegative(node, inputsAre)
            : node.Kind == NodeKind.Add ? inputsAre && node.Signs.All(s => s > 0)
            // what is multiplied with itself is no matter of signs
            : node.Kind == NodeKind.Multiply
                ? node.Inputs.GroupBy(i => i).All(g => g.Count() % 2 == 0 || nonNegative.Contains(g.Key))
            : inputsAre && (node.IsIdentity || node.IsPool || node.IsMove);
    }
}

using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Algebra;

/// <summary>
/// Finds the longest chain of weighted layers, each below the next, that relevance passes through non-negative
/// matrices only. Products of such matrices converge to rank 1 (Sixt et al. 2020, Theorem 1).
/// </summary>
internal static class NonNegativeChain
{
    /// <summary>From this many layers on the chain is worth a warning.</summary>
    public const int Least = 3;

    /// <summary>The names of the chain's layers, the lowest first.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="nonNegative">The ids of the nodes whose matrix is non-negative: <see cref="PropagationSign"/>.</param>
    public static string[] Of(Graph graph, HashSet<int> nonNegative)
    {
        // for each node, the node from which on every way to it is non-negative, and the layers on the longest way
        Dictionary<int, (int Start, string[] Layers)> chains = new()
        {
            [Graph.NetworkInput] = (Graph.NetworkInput, []),
        };
        foreach (Node node in graph.Nodes)
        {
            (int Start, string[] Layers)[] below = node.Inputs.Select(i => chains[i]).ToArray();
            (int start, string[] layers) = below.OrderByDescending(c => c.Layers.Length).First();
            // branches add up, I + M at an identity skip; ones of different starts have a signed matrix among them
            bool goesOn = below.All(c => c.Start == start) && nonNegative.Contains(node.Id);
            chains[node.Id] =
                !goesOn ? (node.Id, [])
                : IsWeighted(node) ? (start, [.. layers, node.Name])
                : (start, layers);
        }

        return chains.Values.Select(c => c.Layers).OrderByDescending(l => l.Length).First();
    }

    public static bool IsWeighted(Node node) => node.Kind is NodeKind.Dense or NodeKind.Conv2d;
}

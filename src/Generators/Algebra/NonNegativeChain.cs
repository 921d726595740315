using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Passes;

namespace RuleCompiler.Generators.Algebra;

/// <summary>
/// Finds the longest chain of weighted layers, each below the next, that relevance passes through non-negative
/// matrices only: contribution and share are so on each layer's domain. Products of such matrices converge to rank 1
/// (Sixt et al. 2020, Theorem 1).
/// </summary>
internal static class NonNegativeChain
{
    /// <summary>From this many layers on the chain is worth a warning.</summary>
    public const int Least = 3;

    public static string[] Of(Graph graph, IReadOnlyDictionary<int, RuleOnLayer> rules)
    {
        HashSet<int> values = InferDomains.NonNegative(graph);
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
            bool goesOn =
                below.All(c => c.Start == start) && (node.IsIdentity || IsNonNegative(node, rules[node.Id], values));
            chains[node.Id] =
                !goesOn ? (node.Id, [])
                : IsWeighted(node) ? (start, [.. layers, node.Name])
                : (start, layers);
        }

        return chains.Values.Select(c => c.Layers).OrderByDescending(l => l.Length).First();
    }

    /// <summary>The weighted layers that relevance passes through a non-negative matrix.</summary>
    public static string[] PositiveLayers(Graph graph, IReadOnlyDictionary<int, RuleOnLayer> rules)
    {
        HashSet<int> values = InferDomains.NonNegative(graph);
        return graph
            .Nodes.Where(n => IsWeighted(n) && IsNonNegative(n, rules[n.Id], values))
            .Select(n => n.Name)
            .ToArray();
    }

    public static bool IsWeighted(Node node) => node.Kind is NodeKind.Dense or NodeKind.Conv2d;

    private static bool IsNonNegative(Node node, RuleOnLayer rule, HashSet<int> values)
    {
        if (node.IsActivation)
            return AreNonNegative(
                rule.Backward,
                name => IsNonNegative(node, values, name) ? Bound.NonNegative : Bound.Any
            );
        Bound[] terms = rule
            .Contribution.Select(c => SignBounds.Of(c, name => OperandSign(node, rule, name)))
            .ToArray();
        // a bias of either sign may turn the sum of non-negative terms
        bool signed = node.AddsBias && rule.Model.Bias == BiasUse.Whole;
        Bound[] sums = signed ? [.. terms.Select(_ => Bound.Any)] : terms;
        return rule.Spread.Count == 0
            && rule.LiveSlots.All(s => terms[s] is Bound.NonNegative or Bound.Zero)
            && AreNonNegative(
                rule.Share,
                name =>
                    name == "r" ? Bound.NonNegative
                    : SignBounds.SlotOf(rule, name) is { } slot ? sums[slot]
                    : Bound.Any
            );
    }

    private static bool IsNonNegative(Node activation, HashSet<int> values, string operand) =>
        operand switch
        {
            "r" => true,
            "slope" => Activations.Rises(activation),
            "y" => values.Contains(activation.Id),
            "x" => values.Contains(activation.Inputs[0]),
            _ => false,
        };

    /// <summary>The weights of pools, moves and sums without minus, 1/n, 0 or 1, are non-negative too.</summary>
    private static Bound OperandSign(Node node, RuleOnLayer rule, string name) =>
        name == "w" && (node.IsPool || node.IsMove || (node.Kind == NodeKind.Add && node.Signs.All(s => s > 0)))
            ? Bound.NonNegative
        // the product of the other branches
        : name == "w" && node.Kind == NodeKind.Multiply ? rule.OperandSign("a")
        : rule.OperandSign(name);

    private static bool AreNonNegative(IEnumerable<Expr> exprs, Func<string, Bound> operand) =>
        exprs.All(e => SignBounds.IsNonNegative(e, operand));
}

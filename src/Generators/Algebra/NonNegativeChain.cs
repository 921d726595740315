using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Passes;

namespace RuleCompiler.Generators.Algebra;

/// <summary>
/// Finds the longest run of weighted layers whose propagation matrices are non-negative: contribution and share
/// are so on the layer's domain. Products of such matrices converge to rank 1 (Sixt et al. 2020, Theorem 1).
/// </summary>
internal static class NonNegativeChain
{
    /// <summary>From this many layers on the run is worth a warning.</summary>
    public const int Least = 3;

    public static string[] Of(Graph graph, IReadOnlyDictionary<int, RuleOnLayer> rules)
    {
        List<string> longest = [];
        List<string> current = [];
        foreach (Node node in graph.Nodes.Where(n => n.Rule is not null))
        {
            bool weighted = node.Kind is NodeKind.Dense or NodeKind.Conv2d;
            if (weighted && IsNonNegative(rules[node.Id]))
                current.Add(node.Name);
            else if (weighted)
                current = [];
            if (current.Count > longest.Count)
                longest = [.. current];
        }

        return longest.ToArray();
    }

    /// <summary>
    /// Whether Contribution ≥ 0, and Share ≥ 0 for r ≥ 0: decided from the coefficients of the normal form, whose
    /// monomials have a sign in each quadrant, and from the share's form.
    /// </summary>
    public static bool IsNonNegative(RuleOnLayer rule) =>
        rule.Spread.Count == 0
        && rule.Contribution.Count > 0
        && rule.LiveSlots.All(s => SignBounds.IsNonNegative(rule.Contribution[s], rule.OperandSign))
        && rule.LiveSlots.All(s =>
            SignBounds.IsNonNegative(
                rule.Share[s],
                name => name == "r" || name.StartsWith("z", StringComparison.Ordinal) ? Bound.NonNegative : Bound.Any
            )
        );
}

using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Passes;

namespace RuleCompiler.Generators.Algebra;

/// <summary>
/// Decides whether a composite is gradient × input in disguise: every linear layer shares a·w in proportion to its
/// sum, and every nonlinearity, one with y = slope·x as ReLU, passes relevance on. With c_k = R_k / z_k that is
/// c_j = Σ_k w_jk c_k, times the slope, the gradient's own recursion. A product of branches is none: what each gets of
/// the relevance adds up to it, while the gradient gives all of it to each. Stabilisers count as zero.
/// </summary>
internal static class GradientEquivalence
{
    private static readonly Expr Proportional = Simplify.Make(Op.Div, new Name("r"), new Name("z"));

    /// <param name="graph">The network; one without weights is no matter of gradients.</param>
    /// <param name="rules">The rules of its nodes.</param>
    /// <param name="finish">What is done with the relevance at the input: anything makes it something else.</param>
    public static bool Holds(Graph graph, IReadOnlyDictionary<int, RuleOnLayer> rules, Expr? finish) =>
        finish is null
        && graph.Nodes.Any(NonNegativeChain.IsWeighted)
        && graph.Nodes.Where(n => n.Rule is not null).All(n => Holds(n, rules[n.Id]));

    private static bool Holds(Node node, RuleOnLayer rule)
    {
        if (node.IsActivation)
            return Activations.IsHomogeneous(node.Kind)
                && rule.Backward.Count == 1
                && rule.Backward[0] is Name { Symbol: "r" };
        if (node.Kind == NodeKind.Multiply)
            return false;
        if (
            rule.Contribution.Count != 1
            || rule.Spread.Count > 0
            || (node.AddsBias && rule.Model.Bias == BiasUse.Ignore)
        )
            return false;
        bool winner =
            (node.Kind == NodeKind.MaxPool || node.IsMove)
            && rule.Contribution[0] is Name { Symbol: "w" }
            && rule.Share[0] is Name { Symbol: "r" };
        return winner
            || (
                rule.Contribution[0].Equals(RuleCost.Plain)
                && Conservation.WithoutStabiliser(rule.Share[0]).Equals(Proportional)
            );
    }
}

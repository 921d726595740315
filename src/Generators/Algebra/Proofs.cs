using RuleCompiler.Generators.Diagnostics;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Passes;

namespace RuleCompiler.Generators.Algebra;

/// <summary>What the algebra proves about an explainer as a whole.</summary>
internal static class Proofs
{
    public static IEnumerable<GraphProblem> Of(
        Plan plan,
        IReadOnlyDictionary<string, RuleModel> rules,
        string composite,
        Expr? finish
    )
    {
        if (plan.Carries)
            yield break;
        Dictionary<int, RuleOnLayer> assigned = RuleOnLayer.Of(plan.Graph, rules);
        var conservative = plan
            .Graph.Nodes.Where(n => NonNegativeChain.IsWeighted(n) && assigned[n.Id].Conserves)
            .GroupBy(n => assigned[n.Id].Model.Type);
        foreach (var rule in conservative)
        {
            string where =
                $"at {string.Join(", ", rule.Select(n => n.Name))}, where no sum is zero, up to its stabiliser and the bias' share";
            yield return GraphProblem.Of(RuleDiagnostics.Conservative, -1, rule.Key.Name, where);
        }

        if (GradientEquivalence.Holds(plan.Graph, assigned, finish))
            yield return GraphProblem.Of(RuleDiagnostics.IsGradient, -1, composite);
        string[] chain = NonNegativeChain.Of(plan.Graph, PropagationSign.NonNegative(plan.Graph, assigned));
        if (chain.Length >= NonNegativeChain.Least)
            yield return GraphProblem.Of(
                RuleDiagnostics.RankOneChain,
                -1,
                composite,
                plan.Graph.Network,
                string.Join(", ", chain)
            );
    }
}

using RuleCompiler.Generators.Diagnostics;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>Finds rules that cannot work on the layer they are assigned to.</summary>
internal static class CheckRules
{
    public static void Run(PlanBuilder plan, HashSet<int> nonNegative)
    {
        bool carries = plan.Rules.Values.Any(r => r.Model.Carrier is not null);
        foreach (Node node in plan.Graph.Nodes.Where(n => plan.Rules.ContainsKey(n.Id)))
        {
            RuleOnLayer rule = plan.Rules[node.Id];
            if (!carries)
                CheckVerbs(plan, node, rule.Model);
            string[] needed = rule.Model.Functions.SelectMany(f => f.NonNegative).Distinct().ToArray();
            if (needed.Any(n => n is "a" or "x") && !node.Inputs.All(nonNegative.Contains))
                plan.Report(RuleDiagnostics.NeedsNonNegative, node, rule.Model.Type.Name, node.Name, needed[0]);
        }

        Node[] many = plan.Graph.Nodes.Where(n => plan.Rules.TryGetValue(n.Id, out RuleOnLayer? r) && r.Model.Channels > 1).ToArray();
        if (many.FirstOrDefault(n => Channels(n) != Channels(many[0])) is { } other)
            plan.Report(RuleDiagnostics.MixedChannels, null, plan.Graph.Network, many[0].Name, $"{Channels(many[0])}", other.Name, $"{Channels(other)}");

        int Channels(Node node) => plan.Rules[node.Id].Model.Channels;
    }

    private static void CheckVerbs(PlanBuilder plan, Node node, RuleModel rule)
    {
        Verb needed = node.IsLinear ? Verb.Share : Verb.Backward;
        if (rule.Find(needed) is null)
        {
            string method = node.IsLinear ? "a Contribution and a Share" : "a Backward";
            plan.Report(RuleDiagnostics.IncompleteRule, node, rule.Type.Name, $"{method}, which layer '{node.Name}' needs");
        }

        bool pairs = node.Kind is NodeKind.MaxPool or NodeKind.AvgPool or NodeKind.GlobalAvgPool or NodeKind.Add;
        if (pairs && rule.Find(Verb.Spread) is not null)
            plan.Report(RuleDiagnostics.IncompleteRule, node, rule.Type.Name, $"a rule without Spread for the layer '{node.Name}', which has no weights");
        if (node.IsLinear && rule.Find(Verb.Spread) is not null && new RuleOnLayer(rule, node.Rule!.Arguments, false).SpreadProducts() is null)
            plan.Report(RuleDiagnostics.IncompleteRule, node, rule.Type.Name, "a Spread that is a sum of products g(w)·h(s)");
    }
}

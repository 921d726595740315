using RuleCompiler.Generators.Diagnostics;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>Finds rules that cannot work on the layer they are assigned to.</summary>
internal static class CheckRules
{
    public static void Run(PlanBuilder plan, HashSet<int> nonNegative, Expr? finish)
    {
        foreach (Node node in plan.Graph.Nodes.Where(n => plan.Rules.ContainsKey(n.Id)))
        {
            RuleOnLayer rule = plan.Rules[node.Id];
            if (node.IsLinear && rule.Model.Find(Verb.Spread) is not null)
                CheckSpread(plan, node, rule);
            if (node.IsLinear)
                CheckPerWeight(plan, node, rule);
            if (node.IsMove)
                CheckMove(plan, node, rule);
            if (node.Kind == NodeKind.MaxPool)
                CheckMaximum(plan, node, rule);
            if (node.Rows > 1 && rule.Slots > 0 && !rule.Cost.Separable)
                plan.Report(
                    RuleDiagnostics.IncompleteRule,
                    node,
                    rule.Model.Type.Name,
                    $"its contribution is no sum of products f(a)·g(w), which layer '{node.Name}' needs for its "
                        + $"{node.Rows} rows; write it as one or give the layer another rule"
                );
            string[] needed = rule.Model.Functions.SelectMany(f => f.NonNegative).Distinct().ToArray();
            if (needed.Any(n => n is "a" or "x") && !node.Inputs.All(nonNegative.Contains))
                plan.Report(RuleDiagnostics.NeedsNonNegative, node, rule.Model.Type.Name, node.Name, needed[0]);
        }

        Node[] many = plan
            .Graph.Nodes.Where(n => plan.Rules.TryGetValue(n.Id, out RuleOnLayer? r) && r.Model.Channels > 1)
            .ToArray();
        if (many.FirstOrDefault(n => Channels(n) != Channels(many[0])) is { } other)
            plan.Report(
                RuleDiagnostics.MixedChannels,
                null,
                plan.Graph.Network,
                many[0].Name,
                $"{Channels(many[0])}",
                other.Name,
                $"{Channels(other)}"
            );

        if (LowerExplainer.Explains(plan.Rules.Values))
        {
            foreach (Node node in plan.Graph.Nodes.Where(n => plan.Rules.ContainsKey(n.Id)))
                CheckDownward(plan, node, plan.Rules[node.Id]);
            CheckFinish(plan, finish, many.Length == 0 ? 1 : Channels(many[0]));
        }

        int Channels(Node node) => plan.Rules[node.Id].Model.Channels;
    }

    /// <summary>Finish reads r, or r.0, r.1, … of as many channels as arrive; where one arrives, all are that.</summary>
    private static void CheckFinish(PlanBuilder plan, Expr? finish, int channels)
    {
        bool Arrives(string name) =>
            name is "x" or "x0" || channels == 1 || (name != "r" && int.Parse(name.Substring(2)) < channels);
        if (finish?.Names().FirstOrDefault(n => !Arrives(n)) is { } missing)
            plan.Report(
                RuleDiagnostics.UnknownOperand,
                null,
                missing,
                "Finish",
                $"x, x0, and an r of the {channels} channels that the rules pass down"
            );
    }

    /// <summary>What a move's rule computes, it computes of output units, where no tensor of input units is.</summary>
    private static void CheckMove(PlanBuilder plan, Node node, RuleOnLayer rule)
    {
        bool reads = rule
            .Contribution.SelectMany(c => c.Names())
            .Any(n => rule.Model.Parameters.Any(p => p.Name == n && p.Kind == ParameterKind.PerInput));
        if (reads)
            plan.Report(
                RuleDiagnostics.IncompleteRule,
                node,
                rule.Model.Type.Name,
                $"its per-input parameter has no value at layer '{node.Name}', which only moves values; "
                    + "give the layer another rule"
            );
    }

    /// <summary>A rule that only carries something up sends no relevance down.</summary>
    private static void CheckDownward(PlanBuilder plan, Node node, RuleOnLayer rule)
    {
        string verb = node.IsLinear ? "Contribution" : "Backward";
        bool sends = node.IsLinear ? rule.Slots > 0 || rule.Spread.Count > 0 : rule.Backward.Count > 0;
        if (!sends)
            plan.Report(
                RuleDiagnostics.IncompleteRule,
                node,
                rule.Model.Type.Name,
                $"it only carries something up, but relevance goes down through layer '{node.Name}'; add {verb} to it or give "
                    + "the layer another rule"
            );
    }

    /// <summary>A slot is summed over the windows of the input or over those of the reference.</summary>
    private static void CheckMaximum(PlanBuilder plan, Node node, RuleOnLayer rule)
    {
        foreach (string[] names in rule.Contribution.Select(c => c.Names().ToArray()))
        {
            string? mistake =
                names.Contains(Branches.Chord)
                    ? $"it reads chord, which a maximum such as layer '{node.Name}' does not have; read w and w0"
                : names.Contains("w") && names.Contains(Branches.ReferenceWeight)
                    ? $"one slot of its contribution reads w and w0 at layer '{node.Name}'; give each a slot of its own"
                : null;
            if (mistake is not null)
                plan.Report(RuleDiagnostics.IncompleteRule, node, rule.Model.Type.Name, mistake);
        }
    }

    private static void CheckSpread(PlanBuilder plan, Node node, RuleOnLayer rule)
    {
        string? mistake =
            PlanBuilder.WeightCount(node) == 0
                ? $"it has a Spread, for which layer '{node.Name}' has no weights; give the layer another rule"
            : rule.SpreadProducts is null ? "its Spread(w, s) is no sum of products g(w)·h(s); write it as one"
            : null;
        if (mistake is not null)
            plan.Report(RuleDiagnostics.IncompleteRule, node, rule.Model.Type.Name, mistake);
    }

    /// <summary>The pair-by-pair kernels are handed one number a weight, the weight itself.</summary>
    private static void CheckPerWeight(PlanBuilder plan, Node node, RuleOnLayer rule)
    {
        bool reads = rule.Contribution.SelectMany(c => c.Names()).Any(n => n != "w" && rule.IsWeightName(n));
        string? mistake =
            !reads ? null
            : PlanBuilder.WeightCount(node) == 0
                ? $"its per-weight parameter has no tensor on layer '{node.Name}', which has no weights; give the layer another rule"
            : !rule.Cost.Separable
                ? "its contribution reads a per-weight parameter but is no sum of products f(a)·g(w); write it as one"
            : null;
        if (mistake is not null)
            plan.Report(RuleDiagnostics.IncompleteRule, node, rule.Model.Type.Name, mistake);
    }
}

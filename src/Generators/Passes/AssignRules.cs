using RuleCompiler.Generators.Diagnostics;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>
/// Gives every node that carries a rule (all but Flatten, Dropout and folded BatchNorm) the rule of the first arm
/// that matches it, or the family's default.
/// </summary>
internal static class AssignRules
{
    /// <param name="graph">The graph, shaped and folded.</param>
    /// <param name="composite">The composite.</param>
    /// <param name="rules">The rules by metadata name; what is not among them is assigned unchecked.</param>
    public static Assignment Assign(Graph graph, CompositeModel composite, IReadOnlyDictionary<string, RuleModel> rules)
    {
        List<GraphProblem> problems = MissingLayers(graph, composite).ToList();
        Graph assigned = graph.Map(node => node.IsIdentity ? node : node with { Rule = RuleOf(node) });
        return new(assigned, problems.ToEquatable());

        RuleUseModel RuleOf(Node node)
        {
            RuleUseModel? chosen = composite.Arms.FirstOrDefault(a => MatchPattern.Holds(a.Pattern, node))?.Rule;
            RuleUseModel use = chosen ?? FamilyDefaults.Of(node.Kind, composite.GradientFamily);
            if (!rules.TryGetValue(use.RuleType, out RuleModel? rule))
                return use;
            if (Lacks(rule, node) is { } lacking)
                problems.Add(GraphProblem.Of(RuleDiagnostics.IncompleteRule, node.Definition, rule.Type.Name, lacking));
            if (InputBounds.Bind(use, rule, node, graph) is { } bound)
                return bound;
            problems.Add(GraphProblem.Of(RuleDiagnostics.UnboundedInput, node.Definition, rule.Type.Name, node.Name));
            return use;
        }
    }

    private static IEnumerable<GraphProblem> MissingLayers(Graph graph, CompositeModel composite) =>
        composite
            .Arms.SelectMany(a => MatchPattern.NamesIn(a.Pattern))
            .Distinct()
            .Where(name => graph.Find(name) is null)
            .Select(name =>
                GraphProblem.Of(
                    RuleDiagnostics.MissingLayer,
                    -1,
                    composite.Type.Name,
                    name,
                    graph.Network,
                    string.Join(", ", graph.Nodes.Select(n => n.Name))
                )
            );

    private static string? Lacks(RuleModel rule, Node node)
    {
        bool linear = node.IsLinear;
        bool complete = linear
            ? new[] { Verb.Contribution, Verb.Spread, Verb.ForwardLinear }.Any(v => rule.Find(v) is not null)
                || (node.Kind == NodeKind.MaxPool && rule.Find(Verb.Maximum) is not null)
            : rule.Find(Verb.Backward) is not null || rule.Find(Verb.ForwardPointwise) is not null;
        string verb = linear ? "Contribution" : "Backward";
        return complete
            ? null
            : $"it has no {verb}, which layer '{node.Name}' ({node.Kind}) needs; "
                + $"add {verb} to the rule or give the layer another rule in the composite";
    }
}

/// <summary>A graph with a rule at every node that carries one, and what is wrong with the composite for it.</summary>
internal sealed record Assignment(Graph Graph, EquatableArray<GraphProblem> Problems);

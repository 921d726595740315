using Microsoft.CodeAnalysis;
using RuleCompiler.Cli.Networks;
using RuleCompiler.Cli.Terminal;
using RuleCompiler.Generators.Algebra;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Parsing;
using RuleCompiler.Generators.Passes;
using IrPlan = RuleCompiler.Generators.Ir.Plan;

namespace RuleCompiler.Cli.Compiling;

/// <summary>What the compiler knows of a network with rules, beside the code it writes.</summary>
internal sealed class Analysis
{
    private readonly Dictionary<int, RuleOnLayer> _rules;
    private readonly HashSet<int> _nonNegative;

    private Analysis(Graph graph, Dictionary<int, RuleOnLayer> rules, IrPlan plan, IReadOnlyList<Diagnostic> said)
    {
        (Graph, _rules, Plan, Said) = (graph, rules, plan, said);
        _nonNegative = Carries ? [] : PropagationSign.NonNegative(graph, rules);
        Costs = [.. graph.Nodes.Select(n => LayerCostRow.Of(n, rules.GetValueOrDefault(n.Id), Carries))];
    }

    /// <summary>The graph with a rule at every layer that carries one.</summary>
    public Graph Graph { get; }

    /// <summary>The steps that an explanation runs.</summary>
    public IrPlan Plan { get; }

    /// <summary>Whether the rules carry something up and send no relevance down: there is nothing to prove of them.</summary>
    public bool Carries => Plan.Carries;

    /// <summary>What the generator says: proofs, warnings, costs of what does not separate.</summary>
    public IReadOnlyList<Diagnostic> Said { get; }

    public IReadOnlyList<LayerCostRow> Costs { get; }

    /// <exception cref="ToolException">The rules are not understood, or what they ask for cannot be compiled.</exception>
    public static Analysis Of(Subject subject, CompositeRequest request, CancellationToken cancellation)
    {
        Compiled compiled = Compiled.Of(subject, request, cancellation);
        INamedTypeSymbol explainer = compiled.Source.GetTypeByMetadataName(
            $"{Synthesis.Namespace}.{Synthesis.Explainer}"
        )!;
        ExplainerModel model = ExplainerParser
            .Parse(explainer, explainer.GetAttributes()[0], compiled.Source, cancellation)
            .Model!;
        Dictionary<string, RuleModel> rules = model.RulesByName();
        Graph graph = LowerNetwork.Of(subject.Network(request.Range), model.Composite.FoldsBatchNorm).Graph;
        Graph assigned = AssignRules.Assign(graph, model.Composite, rules).Graph;
        IrPlan plan = LowerExplainer.Lower(assigned, rules, model.Finish ?? model.Composite.Finish).Plan!; // it was emitted
        return new(assigned, RuleOnLayer.Of(assigned, rules), plan, compiled.Said);
    }

    /// <summary>The layers with weights at which the condition holds.</summary>
    public string[] Layers(Func<Node, RuleOnLayer, bool> holds) =>
        [.. Graph.Nodes.Where(n => LayerNumbers.IsWeighted(n) && holds(n, _rules[n.Id])).Select(n => n.Name)];

    /// <summary>The layers with weights whose rule conserves relevance.</summary>
    public string[] Conservative() => Carries ? [] : Layers((_, rule) => Conservation.Holds(rule));

    /// <summary>Every layer that has a rule, from the input up, with the sign of its propagation matrix.</summary>
    public LayerSign[] Signs() =>
        [
            .. Costs
                .Where(c => c.Rule.Length > 0)
                .Select(c => new LayerSign(
                    c.Node.Name,
                    c.Node.Kind.ToString(),
                    c.Rule,
                    LayerNumbers.IsWeighted(c.Node),
                    _nonNegative.Contains(c.Node.Id)
                )),
        ];

    /// <summary>The longest chain of layers that relevance passes through non-negative matrices only.</summary>
    public string[] Chain() => Carries ? [] : NonNegativeChain.Of(Graph, _nonNegative);
}

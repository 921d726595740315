using RuleCompiler.Generators.Diagnostics;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>The passes from a graph with rules to a plan.</summary>
internal static class LowerExplainer
{
    /// <param name="graph">A graph whose nodes carry rule uses.</param>
    /// <param name="rules">The rules by full name.</param>
    /// <param name="finish">What is done with the relevance at the input, or null.</param>
    public static (Plan? Plan, IReadOnlyList<GraphProblem> Problems) Lower(
        Graph graph,
        IReadOnlyDictionary<string, RuleModel> rules,
        Expr? finish
    )
    {
        Dictionary<int, RuleOnLayer> assigned = RuleOnLayer.Of(graph, rules);
        PlanBuilder plan = new(graph, assigned);
        CheckRules.Run(plan, InferDomains.NonNegative(graph), finish);
        if (plan.Problems.Count > 0)
            return (null, plan.Problems);
        CarrierModel? carrier = assigned.Values.Select(r => r.Model.Carrier).FirstOrDefault(c => c is not null);
        bool explains = Explains(assigned.Values);
        Plan result = (explains ? Explain(plan, carrier, finish) : Carry(plan, carrier!)) with
        {
            ReliesOnRange = InferDomains.ReliesOnRange(graph, assigned),
        };
        bool failed = plan.Problems.Any(p => p.Id != RuleDiagnostics.NotSeparable.Id);
        return (failed ? null : PairProducts.In(Recompute.In(EliminateDeadSteps.From(result))), plan.Problems);
    }

    /// <summary>
    /// Whether relevance goes down: always, but where rules only carry something up. A carrier that says what values
    /// carry of themselves, or one that a formula of the way down reads, is carried for explanations.
    /// </summary>
    public static bool Explains(IEnumerable<RuleOnLayer> rules) =>
        rules.All(r => r.Model.Carrier is null)
        || rules.Any(r => r.Model.Carrier is { Initial.Count: > 0 } || ReadsCarrier(r));

    private static bool ReadsCarrier(RuleOnLayer rule) =>
        rule
            .Model.Functions.Where(f => f.Verb is not (Verb.ForwardLinear or Verb.ForwardPointwise or Verb.Maximum))
            .SelectMany(f => f.Results)
            .Concat(rule.Model.Percentiles.Select(p => p.Value))
            .Any(e => e.Names().Any(PlanBuilder.IsCarried));

    private static Plan Explain(PlanBuilder plan, CarrierModel? carrier, Expr? finish)
    {
        Graph graph = plan.Graph;
        BufferModel input = Given(plan, "input", Extent.Sample, graph.InputShape);
        plan.Values[Graph.NetworkInput] = input;
        bool referenced =
            plan.Rules.Values.Any(r =>
                r.Model.Functions.Any(f =>
                    f.Reads("a0") || f.Reads("x0") || f.Reads("y0") || f.Reads("w0") || f.Reads("chord")
                )
            )
            || plan.Rules.Values.Any(r => r.Model.Merge?.Names().Contains("y0") ?? false)
            || (carrier?.Initial.Any(e => e.Names().Contains("a0")) ?? false)
            || (finish?.Names().Contains("x0") ?? false);
        BufferModel? reference = referenced ? LowerReference.Run(plan) : null;
        plan.Carrier = carrier is null ? null : new LowerCarrier(plan, carrier, beside: true);
        new LowerForward(plan).Run();

        int channels = plan.Rules.Values.Select(r => r.Model.Channels).DefaultIfEmpty(1).Max();
        BufferModel start = Given(plan, "start", Extent.Row, graph.Output.Shape);
        (BufferModel[] relevance, IReadOnlyList<Tap> taps) = new LowerBackward(plan, channels).Run(start);
        if (finish is not null)
        {
            BufferModel finished = plan.Buffer("finished", Extent.Row, Shapes.Count(graph.InputShape));
            plan.Pointwise(
                plan.Backward,
                $"finish: {Formula.Print(finish)}",
                Extent.Row,
                Domain.Of(graph.InputShape),
                name =>
                    name == "x" ? input
                    : name == "x0" ? reference!
                    : relevance[name == "r" || relevance.Length == 1 ? 0 : int.Parse(name.Substring(2))],
                new Write(finished, finish)
            );
            relevance = [finished];
        }

        return Assemble(plan, [input], reference, [plan.Values[graph.Output.Id]], [start], relevance, taps);
    }

    /// <summary>What is carried up; down goes the derivative of any functional of it.</summary>
    private static Plan Carry(PlanBuilder plan, CarrierModel carrier)
    {
        BufferModel[] input = Members("input", plan.Graph.InputShape);
        BufferModel[] output = new LowerCarrier(plan, carrier, beside: false).Run(input);
        BufferModel[] start = Members("start", plan.Graph.Output.Shape);
        HoistOutOfColumns.In(plan);
        // of a plan that is broken nothing can be derived; it is reported
        BufferModel[] derivative = plan.Problems.Count > 0 ? [] : new DifferentiatePlan(plan).Run(input, output, start);
        return Assemble(plan, input, null, output, start, derivative, []) with { Carries = true };

        BufferModel[] Members(string name, EquatableArray<int> shape) =>
            carrier
                .Columns.Select((many, m) => Given(plan, $"{name}{m}", many ? Extent.Row : Extent.Sample, shape))
                .ToArray();
    }

    private static BufferModel Given(PlanBuilder plan, string name, Extent extent, EquatableArray<int> shape) =>
        plan.Buffer(name, extent, Shapes.Count(shape), origin: Origin.Given);

    private static Plan Assemble(
        PlanBuilder plan,
        BufferModel[] inputs,
        BufferModel? reference,
        BufferModel[] outputs,
        BufferModel[] start,
        BufferModel[] results,
        IReadOnlyList<Tap> taps
    ) =>
        new(
            plan.Graph,
            plan.Prepare.ToEquatable(),
            plan.Forward.ToEquatable(),
            plan.Backward.ToEquatable(),
            inputs.ToEquatable(),
            reference,
            outputs.ToEquatable(),
            start.ToEquatable(),
            results.ToEquatable(),
            taps.ToEquatable(),
            plan.Costs.ToEquatable(),
            plan.Operands.ToEquatable()
        );
}

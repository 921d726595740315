using RuleCompiler.Generators.Algebra;
using RuleCompiler.Generators.Diagnostics;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>The forward pass: each layer's output, and with it the sums that its rule's shares read.</summary>
internal sealed class LowerForward(PlanBuilder plan)
{
    public void Run()
    {
        foreach (Node node in plan.Graph.Nodes)
            plan.Values[node.Id] = Lower(node);
    }

    private BufferModel Lower(Node node)
    {
        if (node.IsIdentity)
            return plan.Values[node.Inputs[0]];
        plan.Rules.TryGetValue(node.Id, out RuleOnLayer? rule);
        return node.Kind switch
        {
            _ when node.IsActivation => new LowerActivation(plan).Run(node),
            NodeKind.Add or NodeKind.Multiply => OverBranches(node, rule),
            _ when node.IsMove => MoveValues.Forward(plan, node, node.Inputs.Select(i => plan.Values[i]), "y"),
            _ when node.IsPool => Pool(node, rule),
            _ => Weighted(node, rule),
        };
    }

    private BufferModel OverBranches(Node node, RuleOnLayer? rule)
    {
        Branches branches = new(node, plan.Input, n => ResolveInput(node, n));
        BufferModel output = plan.Output(node, "y");
        List<Write> writes = [new(output, branches.Output())];
        foreach (int slot in rule?.SumsRead ?? [])
        {
            Expr value = branches.Sum(rule!.Contribution[slot]);
            if (value.Equals(writes[0].Value))
            {
                plan.Sums[(node.Id, slot)] = output;
                continue;
            }

            BufferModel sum = plan.Output(node, $"z{slot}");
            plan.Sums[(node.Id, slot)] = sum;
            writes.Add(new(sum, value));
        }

        plan.Pointwise(
            plan.Forward,
            $"{node.Name}: the {(node.Kind == NodeKind.Add ? "sum" : "product")} of its branches",
            Extent.Sample,
            Domain.Of(node),
            branches.Resolve,
            writes.ToArray()
        );
        return output;
    }

    private BufferModel Pool(Node node, RuleOnLayer? rule)
    {
        BufferModel output = Pairwise(
            node,
            "y",
            RuleCost.Plain,
            $"{node.Name}: {(node.Kind == NodeKind.MaxPool ? "maximum" : "mean")}"
        );
        foreach (int slot in rule?.SumsRead ?? [])
            plan.Sums[(node.Id, slot)] = rule!.Contribution[slot].Equals(RuleCost.Plain)
                ? output
                : Pairwise(node, $"z{slot}", rule.Contribution[slot], $"{node.Name}: z of {rule.Model.Type.Name}");
        return output;
    }

    private BufferModel Pairwise(Node node, string suffix, Expr term, string remark)
    {
        BufferModel output = plan.Output(node, suffix);
        BufferModel input = plan.Input(node.Inputs[0], LayerBackward.ReadsReferenceWeight(term) ? "a0" : "a");
        term = LayerBackward.OfWeight(term);
        bool weighted = PlanBuilder.WeightCount(node) > 0;
        plan.Forward.Add(
            new Step.Pairwise(
                remark,
                Extent.Sample,
                node,
                true,
                weighted ? plan.Weights(node) : null,
                input,
                term.Names().Where(n => n != "w").Select(n => new Read(n, ResolveInput(node, n))).ToEquatable(),
                EquatableArray<Read>.Empty,
                new(output, term)
            )
        );
        return output;
    }

    private BufferModel Weighted(Node node, RuleOnLayer? rule)
    {
        int[] slots = rule?.SumsRead.ToArray() ?? [];
        Expr[] sums = slots.Select(s => rule!.Contribution[s]).ToArray();
        IReadOnlyList<Product>? products = rule?.ForwardProducts;
        bool separable = products is not null;
        products ??= Separation.Find([RuleCost.Plain], new(n => n == "w", "a", false), null)!;
        int outputSlot = separable ? slots.Length : 0;
        Summation summation = new(plan, node, products, n => ResolveInput(node, n));

        List<Write> writes = [];
        Expr bias = node.AddsBias ? new Name("b") : Expr.Zero;
        BufferModel output = summation.Result("y", outputSlot, bias, writes);
        for (int i = 0; i < slots.Length; i++)
        {
            Expr biasTerm = BiasTerm(node, rule!, slots[i]);
            if (!separable)
            {
                BufferModel pairs = Pairwise(
                    node,
                    $"z{slots[i]}",
                    sums[i],
                    $"{node.Name}: z of {rule!.Model.Type.Name}, pair by pair"
                );
                plan.Sums[(node.Id, slots[i])] = WithBias(node, pairs, slots[i], biasTerm, writes, summation);
            }
            else
            {
                bool same = summation.SameSum(i, outputSlot) && biasTerm.Equals(bias);
                plan.Sums[(node.Id, slots[i])] = same ? output : summation.Result($"z{slots[i]}", i, biasTerm, writes);
            }
        }

        summation.Finish(writes);
        if (rule is not null)
            RecordCost(node, rule);
        return output;
    }

    private BufferModel WithBias(
        Node node,
        BufferModel pairs,
        int slot,
        Expr biasTerm,
        List<Write> writes,
        Summation summation
    )
    {
        if (Simplify.IsNumber(biasTerm, 0))
            return pairs;
        BufferModel sum = plan.Output(node, $"zb{slot}");
        writes.Add(new(sum, Simplify.Add(summation.Read(pairs), biasTerm)));
        return sum;
    }

    /// <summary>
    /// The bias as one more input: activation 1, per-input operands 1, per-weight ones as the constructor has them; or
    /// as it is, under <see cref="BiasUse.Whole"/>.
    /// </summary>
    private static Expr BiasTerm(Node node, RuleOnLayer rule, int slot) =>
        !node.AddsBias || rule.Model.Bias == BiasUse.Ignore ? Expr.Zero
        : rule.Model.Bias == BiasUse.Whole ? new Name("b")
        : rule.Contribution[slot]
            .Substitute(name =>
                name == "w" ? new Name("b")
                : rule.IsWeightName(name) ? new Number(rule.Arguments[name])
                : Expr.One
            );

    private BufferModel ResolveInput(Node node, string name) =>
        name switch
        {
            "a" or "x" or "a0" or "x0" => plan.Input(node.Inputs[0], name),
            _ when PlanBuilder.IsCarried(name) => plan.Input(node.Inputs[0], name),
            _ => plan.Operand(node, plan.Rules[node.Id].Model.Parameters.First(p => p.Name == name)),
        };

    private void RecordCost(Node node, RuleOnLayer rule)
    {
        RuleCost cost = rule.Cost;
        plan.Costs.Add(new(node.Name, rule.Model.Type.Name, cost));
        if (cost.Separable)
            return;
        double evaluations =
            (double)Shapes.Count(node.Shape) / PlanBuilder.OutputChannels(node) * PlanBuilder.WeightCount(node);
        plan.Report(RuleDiagnostics.NotSeparable, node, rule.Model.Type.Name, node.Name, $"{evaluations:N0}");
    }
}

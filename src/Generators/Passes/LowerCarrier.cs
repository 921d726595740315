using RuleCompiler.Generators.Algebra;
using RuleCompiler.Generators.Diagnostics;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>
/// What is carried up beside the activations, by rule at every layer. Alone it is a propagator's forward pass; where
/// formulas of the way down read it, it is computed as far as they do.
/// </summary>
/// <param name="plan">The plan under construction.</param>
/// <param name="carrier">What is carried.</param>
/// <param name="beside">Whether the activations are there too.</param>
internal sealed class LowerCarrier(PlanBuilder plan, CarrierModel carrier, bool beside)
{
    private readonly Dictionary<int, BufferModel[]> _members = [];
    private readonly CarrierFormulas _formulas = new(plan, carrier);

    private int Count => carrier.Columns.Count;

    /// <summary>Adds the steps; returns the members at the network's output.</summary>
    public BufferModel[] Run(BufferModel[] input)
    {
        _members[Graph.NetworkInput] = input;
        foreach (Node node in plan.Graph.Nodes)
            _ = Members(node.Id);
        return _members[plan.Graph.Output.Id];
    }

    /// <summary>A member behind a node, with the steps that it takes.</summary>
    public BufferModel Member(int id, int member) => Members(id)[member];

    private BufferModel[] Members(int id)
    {
        if (_members.TryGetValue(id, out BufferModel[]? known))
            return known;
        Node? node = id == Graph.NetworkInput ? null : plan.Graph.Nodes[id];
        return _members[id] =
            node is null ? Initial(id, "input", plan.Graph.InputShape)
            : node.IsIdentity ? Members(node.Inputs[0])
            : node.IsMove ? Moved(node)
            : Forward(node) is { } forward ? Lower(node, forward)
            : Missing(node);
    }

    /// <summary>A rule's Forward on a node, with what the node knows put in.</summary>
    private Expr[]? Forward(Node node)
    {
        RuleOnLayer rule = plan.Rules[node.Id];
        return
            rule.Carries(node) is { } function
            // the w of a maximum pool and of a product is known of activations only
            && (beside || function.Verb == Verb.Maximum || node.Kind is not (NodeKind.MaxPool or NodeKind.Multiply))
            ? function.Results.Select(e => Activations.WithFunction(node, rule.Specialise(e))).ToArray()
            : null;
    }

    private BufferModel[] Missing(Node node)
    {
        if (beside)
            return Initial(node.Id, node.Name, node.Shape);
        string advice = node.Kind switch
        {
            NodeKind.MaxPool => "give it a Maximum(x, other) or the layer another rule",
            NodeKind.Multiply => "nothing is carried through a product; leave it out of what is propagated",
            _ => "give it a Forward or the layer another rule",
        };
        string rule = plan.Rules[node.Id].Model.Type.Name;
        plan.Report(RuleDiagnostics.MissingForward, node, rule, $"{node.Kind} '{node.Name}'", advice);
        return Members(node.Inputs[0]);
    }

    /// <summary>What a value carries that no rule carried.</summary>
    private BufferModel[] Initial(int id, string name, EquatableArray<int> shape)
    {
        if (carrier.Initial.Count == 0 || carrier.Columns.Any(c => c))
        {
            plan.Report(
                RuleDiagnostics.IncompleteRule,
                null,
                plan.Rules.Values.First(r => r.Model.Carrier is not null).Model.Type.Name,
                $"its carrier is read where only '{name}' could give it, behind which no rule carries it; give the carrier "
                    + "'static Initial(a, a0)' and no columns, or that layer a rule with a Forward"
            );
            return carrier.Columns.Select(_ => plan.Values[id]).ToArray();
        }

        Write[] writes = carrier
            .Initial.Select(
                (e, m) => new Write(plan.Buffer($"{name}_m{m}", Extent.Sample, Shapes.Count(shape), role: $"m{m}"), e)
            )
            .ToArray();
        plan.Pointwise(
            plan.Forward,
            $"{name}: {string.Join(", ", carrier.Initial.Select(Formula.Print))}",
            Extent.Sample,
            Domain.Of(shape),
            n => plan.Input(id, n),
            writes
        );
        return writes.Select(w => w.Buffer).ToArray();
    }

    private Extent ExtentOf(int member) => _formulas.ExtentOf(member);

    /// <summary>
    /// Members move as values do. A rule's Forward is taken at w = 1 before they move, so that the zeros beside them
    /// are no inputs; a rule that has none leaves them as they are.
    /// </summary>
    private BufferModel[] Moved(Node node)
    {
        RuleOnLayer rule = plan.Rules[node.Id];
        Expr[]? forward = rule
            .Model.Find(Verb.ForwardLinear)
            ?.Results.Select(e => rule.Specialise(e).Substitute(n => n == "w" ? Expr.One : null))
            .ToArray();
        BufferModel[][] carried = node.Inputs.Select((id, branch) => Carried(node, id, branch, forward)).ToArray();
        return Enumerable
            .Range(0, Count)
            .Select(m => MoveValues.Forward(plan, node, carried.Select(c => c[m]), $"m{m}", ExtentOf(m)))
            .ToArray();
    }

    private BufferModel[] Carried(Node node, int id, int branch, Expr[]? forward)
    {
        return forward is null ? Members(id) : forward.Select(Member).ToArray();

        BufferModel Member(Expr value, int m)
        {
            if (value is Name { Symbol: var symbol } && Resolve(id, symbol) == Members(id)[m])
                return Members(id)[m];
            EquatableArray<int> shape = plan.Graph.ShapeOf(id);
            BufferModel result = plan.Buffer(
                $"{node.Name}_c{m}_{branch}",
                ExtentOf(m),
                Shapes.Count(shape),
                role: $"c{m}"
            );
            plan.Pointwise(
                plan.Forward,
                $"{node.Name}: branch {branch}, {Formula.Print(value)}",
                ExtentOf(m),
                Domain.Of(shape),
                n => Resolve(id, n),
                new Write(result, value)
            );
            return result;
        }
    }

    private BufferModel[] Lower(Node node, Expr[] results) =>
        node.Kind switch
        {
            _ when node.IsActivation => Pointwise(node, results),
            NodeKind.Add or NodeKind.Multiply => OverBranches(node, results),
            NodeKind.MaxPool when plan.Rules[node.Id].Carries(node)!.Verb == Verb.Maximum => new LowerMaximum(
                plan,
                node,
                _formulas,
                results
            ).Run(Members(node.Inputs[0])),
            _ when node.IsPool => results.Select((r, m) => Pool(node, r, m)).ToArray(),
            _ => Weighted(node, plan.Rules[node.Id], results),
        };

    private BufferModel Resolve(int id, string name)
    {
        if (PlanBuilder.IsCarried(name))
            return Members(id)[int.Parse(name.Substring(2))];
        if (beside)
            return plan.Input(id, name);
        plan.Report(
            RuleDiagnostics.IncompleteRule,
            null,
            plan.Rules.Values.First(r => r.Model.Carrier is not null).Model.Type.Name,
            $"its Forward reads '{name}' beside the carrier, but activations are only there where some formula of the way "
                + "down reads what is carried; carry what the formula needs"
        );
        return Members(id)[0];
    }

    private BufferModel[] Pointwise(Node node, Expr[] results)
    {
        int id = node.Inputs[0];
        return _formulas.Run(
            node.Name,
            results,
            Domain.Of(node),
            n => n == Activations.SlopeTensor ? plan.Slopes(node) : Resolve(id, n),
            (suffix, extent) => plan.Output(node, suffix, extent)
        );
    }

    private BufferModel[] OverBranches(Node node, Expr[] results)
    {
        Branches branches = new(node, Resolve, n => Resolve(node.Inputs[0], n));
        BufferModel[] outputs = results.Select((_, m) => plan.Output(node, $"m{m}", ExtentOf(m))).ToArray();
        for (int m = 0; m < outputs.Length; m++)
            plan.Pointwise(
                plan.Forward,
                $"{node.Name}: {(node.Kind == NodeKind.Add ? "the sum of" : "over")} its branches",
                ExtentOf(m),
                Domain.Of(node.Shape),
                branches.Resolve,
                new Write(outputs[m], branches.Sum(results[m]))
            );
        return outputs;
    }

    private BufferModel Pool(Node node, Expr term, int member)
    {
        BufferModel output = plan.Output(node, $"m{member}", ExtentOf(member));
        plan.Forward.Add(
            new Step.Pairwise(
                $"{node.Name}: {Formula.Print(term)}",
                ExtentOf(member),
                node,
                true,
                null,
                beside ? plan.Values[node.Inputs[0]] : Members(node.Inputs[0])[member],
                term.Names().Where(n => n != "w").Select(n => new Read(n, Resolve(node.Inputs[0], n))).ToEquatable(),
                EquatableArray<Read>.Empty,
                new(output, term)
            )
        );
        return output;
    }

    /// <summary>Members of one extent are separated together, so that they share products.</summary>
    private BufferModel[] Weighted(Node node, RuleOnLayer rule, Expr[] results)
    {
        BufferModel[] outputs = new BufferModel[Count];
        foreach (Extent extent in new[] { Extent.Sample, Extent.Row })
        {
            int[] members = Enumerable.Range(0, Count).Where(m => ExtentOf(m) == extent).ToArray();
            if (members.Length == 0)
                continue;
            Sides sides = new(rule.IsWeightName, "a", false);
            IReadOnlyList<Product>? products = Separation.Find(members.Select(m => results[m]).ToArray(), sides, null);
            if (products is null)
            {
                const string what = "its Forward(a, w) is no sum of products f(a)·g(w); write it as one";
                plan.Report(RuleDiagnostics.IncompleteRule, node, rule.Model.Type.Name, what);
                return Members(node.Inputs[0]);
            }

            Summation summation = new(plan, node, products, n => Resolve(node.Inputs[0], n), extent);
            List<Write> writes = [];
            for (int i = 0; i < members.Length; i++)
                outputs[members[i]] = summation.Result(
                    $"m{members[i]}",
                    i,
                    BiasTerm(node, results[members[i]]),
                    writes
                );
            summation.Finish(writes);
        }

        return outputs;
    }

    private Expr BiasTerm(Node node, Expr result) =>
        !node.AddsBias
            ? Expr.Zero
            : result.Substitute(name =>
                name == "w" ? new Name("b")
                : name is "a" or "a0" ? Expr.One
                : PlanBuilder.IsCarried(name) ? new Number(carrier.Constant[int.Parse(name.Substring(2))])
                : null
            );
}

using RuleCompiler.Generators.Algebra;
using RuleCompiler.Generators.Diagnostics;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>The forward pass of a carrier: its members travel up, by rule at every layer.</summary>
internal sealed class LowerCarrier(PlanBuilder plan, CarrierModel carrier)
{
    private readonly Dictionary<int, BufferModel[]> _members = [];

    private int Count => carrier.Columns.Count;

    /// <summary>Adds the steps; returns the members at the network's output.</summary>
    public BufferModel[] Run(BufferModel[] input)
    {
        _members[Graph.NetworkInput] = input;
        foreach (Node node in plan.Graph.Nodes)
            _members[node.Id] =
                node.IsIdentity ? _members[node.Inputs[0]]
                : node.IsMove ? Moved(node)
                : Lower(node);
        return _members[plan.Graph.Output.Id];
    }

    private Extent ExtentOf(int member) => carrier.Columns[member] ? Extent.Row : Extent.Sample;

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
        return forward is null ? _members[id] : forward.Select(Member).ToArray();

        BufferModel Member(Expr value, int m)
        {
            if (value is Name { Symbol: var symbol } && Resolve(id, symbol) == _members[id][m])
                return _members[id][m];
            EquatableArray<int> shape = plan.Graph.ShapeOf(id);
            BufferModel result = plan.Buffer($"{node.Name}_c{m}_{branch}", ExtentOf(m), Shapes.Count(shape));
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

    private BufferModel[] Lower(Node node)
    {
        RuleOnLayer rule = plan.Rules[node.Id];
        Verb verb = node.IsLinear ? Verb.ForwardLinear : Verb.ForwardPointwise;
        if (rule.Model.Find(verb) is not { } function || node.Kind is NodeKind.MaxPool or NodeKind.Multiply)
        {
            plan.Report(RuleDiagnostics.MissingForward, node, node.Name, rule.Model.Type.Name);
            return _members[node.Inputs[0]];
        }

        Expr[] results = function.Results.Select(rule.Specialise).ToArray();
        return node.Kind switch
        {
            _ when node.IsActivation => Pointwise(node, results),
            NodeKind.Add => Sum(node, results),
            _ when node.IsPool => results.Select((r, m) => Pool(node, r, m)).ToArray(),
            _ => Weighted(node, rule, results),
        };
    }

    private BufferModel Resolve(int id, string name)
    {
        int dot = name.IndexOf('.');
        return _members[id][dot < 0 ? 0 : int.Parse(name.Substring(dot + 1))];
    }

    private BufferModel[] Pointwise(Node node, Expr[] results)
    {
        int id = node.Inputs[0];
        (IReadOnlyList<Expr> sums, IReadOnlyList<Expr> rest) = ColumnSums.Extract(results);
        Write[] reduced = sums.Select((s, i) => new Write(plan.Output(node, $"sum{i}"), s)).ToArray();
        if (reduced.Length > 0)
            plan.Forward.Add(
                new Step.ColumnSum(
                    $"{node.Name}: sums over columns",
                    Domain.Of(node.Shape),
                    PlanBuilder.Reads(sums, n => Resolve(id, n)),
                    reduced.ToEquatable()
                )
            );
        Write[] writes = rest.Select((r, m) => new Write(plan.Output(node, $"m{m}", ExtentOf(m)), r)).ToArray();
        foreach (Extent extent in new[] { Extent.Sample, Extent.Row })
            plan.Pointwise(
                plan.Forward,
                $"{node.Name}: {string.Join(", ", writes.Where(w => w.Buffer.Extent == extent).Select(w => Formula.Print(w.Value)))}",
                extent,
                Domain.Of(node.Shape),
                n =>
                    n.StartsWith("sum.", StringComparison.Ordinal)
                        ? reduced[int.Parse(n.Substring(4))].Buffer
                        : Resolve(id, n),
                writes.Where(w => w.Buffer.Extent == extent).ToArray()
            );
        return writes.Select(w => w.Buffer).ToArray();
    }

    private BufferModel[] Sum(Node node, Expr[] results)
    {
        BufferModel[] outputs = results.Select((_, m) => plan.Output(node, $"m{m}", ExtentOf(m))).ToArray();
        for (int m = 0; m < outputs.Length; m++)
        {
            Dictionary<string, BufferModel> reads = [];
            IEnumerable<Expr> terms = node.Inputs.Select(
                (id, branch) =>
                    results[m]
                        .Substitute(n =>
                        {
                            if (n == "w")
                                return new Number(node.Signs.Count == 0 ? 1 : node.Signs[branch]);
                            reads[$"{n}@{branch}"] = Resolve(id, n);
                            return new Name($"{n}@{branch}");
                        })
            );
            plan.Pointwise(
                plan.Forward,
                $"{node.Name}: the sum of its branches",
                ExtentOf(m),
                Domain.Of(node.Shape),
                n => reads[n],
                new Write(outputs[m], Simplify.Sum(terms.ToArray()))
            );
        }

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
                _members[node.Inputs[0]][member],
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
                return _members[node.Inputs[0]];
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
                : name == "a" ? new Number(carrier.Constant[0])
                : name.StartsWith("a.", StringComparison.Ordinal)
                    ? new Number(carrier.Constant[int.Parse(name.Substring(2))])
                : null
            );
}

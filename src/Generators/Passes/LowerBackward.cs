using RuleCompiler.Generators.Algebra;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>The backward pass: each node's rule sends the relevance at its output to its inputs.</summary>
internal sealed class LowerBackward(PlanBuilder plan, int channels)
{
    private readonly Dictionary<int, List<BufferModel[]>> _arrived = [];
    private readonly List<Tap> _taps = [];

    /// <summary>Adds the steps; returns the relevance at the network's input, and what each layer's output offers.</summary>
    public (BufferModel[] Input, IReadOnlyList<Tap> Taps) Run(BufferModel start)
    {
        Send(plan.Graph.Output.Id, Enumerable.Repeat(start, channels).ToArray());
        foreach (Node node in plan.Graph.Nodes.Reverse())
        {
            if (!_arrived.ContainsKey(node.Id))
                continue; // nothing reads it: no relevance, and its values are dead
            BufferModel[] above = Arrived(node.Id, node.Name, node.Shape);
            _taps.Add(new(node.Name, node.Shape, above.ToEquatable(), plan.Values[node.Id]));
            int before = plan.Backward.Count;
            if (node.IsIdentity)
                Send(node.Inputs[0], above);
            else
                Apply(node, plan.Rules[node.Id], above);
            if (plan.Backward.Count > before)
                plan.Backward[before] = plan.Backward[before] with
                {
                    Heading = Heading.Of(node, plan.Rules[node.Id].Model),
                };
        }

        return (Arrived(Graph.NetworkInput, "input", plan.Graph.InputShape), _taps);
    }

    private void Send(int to, BufferModel[] relevance)
    {
        if (!_arrived.TryGetValue(to, out List<BufferModel[]>? parts))
            _arrived.Add(to, parts = []);
        parts.Add(relevance);
    }

    /// <summary>The relevance of a value: what its readers sent, added.</summary>
    private BufferModel[] Arrived(int id, string name, EquatableArray<int> shape)
    {
        List<BufferModel[]> parts = _arrived[id];
        if (parts.Count == 1)
            return parts[0];
        BufferModel[] sums = new BufferModel[channels];
        for (int c = 0; c < channels; c++)
        {
            if (parts.All(p => p[c] == p[0]))
                sums[c] = sums[0];
            if (c > 0 && sums[c] is not null)
                continue;
            sums[c] = plan.Buffer(Channel($"{name}_r", c), Extent.Row, Shapes.Count(shape), role: Channel("r", c));
            Dictionary<string, BufferModel> reads = parts
                .Select((p, i) => (p, i))
                .ToDictionary(p => $"r{p.i}", p => p.p[c]);
            Expr sum = Simplify.Sum(reads.Keys.Select(k => (Expr)new Name(k)));
            plan.Pointwise(
                plan.Backward,
                $"{name}: relevance from its {parts.Count} readers",
                Extent.Row,
                Domain.Of(shape),
                n => reads[n],
                new Write(sums[c], sum)
            );
        }

        return sums;
    }

    private string Channel(string name, int channel) => channels == 1 ? name : $"{name}{channel}";

    private void Apply(Node node, RuleOnLayer rule, BufferModel[] above)
    {
        if (rule.Model.Channels == channels)
        {
            Send(node, Below(node, rule, above, Enumerable.Range(0, channels).ToArray()));
            return;
        }

        // a rule of one channel treats each channel alike, those that are the same once
        above = Merged(node, rule, above);
        Dictionary<BufferModel, BufferModel[][]> runs = [];
        for (int c = 0; c < channels; c++)
        {
            if (!runs.ContainsKey(above[c]))
                runs.Add(above[c], Below(node, rule, [above[c]], [c]));
        }

        Send(node, node.Inputs.Select((_, i) => above.Select(a => runs[a][i][0]).ToArray()).ToArray());
    }

    /// <summary>
    /// The channels as one, where they say how: what a rule of one channel sees that carries nothing of theirs up.
    /// </summary>
    private BufferModel[] Merged(Node node, RuleOnLayer rule, BufferModel[] above)
    {
        Expr? merge = plan.Rules.Values.Select(r => r.Model.Merge).FirstOrDefault(m => m is not null);
        if (merge is null || node.IsMove || rule.Carries(node) is not null || above.Distinct().Count() == 1)
            return above;
        BufferModel merged = plan.Output(node, "merged", Extent.Row);
        plan.Pointwise(
            plan.Backward,
            $"{node.Name}: its channels as one, {Formula.Print(merge)}",
            Extent.Row,
            Domain.Of(node.Shape),
            name => Resolve(node, rule, above, [], name),
            new Write(merged, merge)
        );
        return Enumerable.Repeat(merged, channels).ToArray();
    }

    /// <summary>Sends each input of a node its relevance, [input][channel].</summary>
    private void Send(Node node, BufferModel[][] below)
    {
        for (int i = 0; i < node.Inputs.Count; i++)
            Send(node.Inputs[i], below[i]);
    }

    /// <summary>For each input of the node, its relevance in the channels of a run.</summary>
    private BufferModel[][] Below(Node node, RuleOnLayer rule, BufferModel[] above, int[] run)
    {
        Dictionary<string, BufferModel> percentiles = [];
        BufferModel Resolve(string name) => this.Resolve(node, rule, above, percentiles, name);
        foreach (PercentileModel percentile in rule.Model.Percentiles)
        {
            BufferModel values = plan.Output(node, percentile.Name + "_of", Extent.Row);
            BufferModel result = plan.Buffer(
                $"{node.Name}_{percentile.Name}",
                Extent.Row,
                1,
                Layout.Scalar,
                role: percentile.Name
            );
            Expr value = Local(node, rule, rule.Specialise(percentile.Value));
            plan.Pointwise(
                plan.Backward,
                $"{node.Name}: {Formula.Print(value)}",
                Extent.Row,
                Domain.Of(node),
                Resolve,
                new Write(values, value)
            );
            plan.Backward.Add(
                new Step.Percentile($"{node.Name}: percentile {percentile.Percent}", values, percentile.Percent, result)
            );
            percentiles[percentile.Name] = result;
        }

        LayerBackward layer = new(plan, node, rule, run.Select(c => Channel("", c)).ToArray(), Resolve);
        return node.Kind switch
        {
            _ when node.IsActivation =>
            [
                layer.Nonlinearity(rule.Backward.Select(b => Local(node, rule, b)).ToArray(), above),
            ],
            NodeKind.Add or NodeKind.Multiply => layer.OverBranches(),
            _ when node.IsMove => layer.Moved(),
            _ when node.IsPool => [layer.Pairwise(null)],
            _ when rule.Spread.Count > 0 => [layer.Spread()],
            _ => [layer.Weighted()],
        };
    }

    /// <summary>The formula with what this layer computes of other operands: its slope, the sums of what it moves.</summary>
    private static Expr Local(Node node, RuleOnLayer rule, Expr expr) =>
        node.IsActivation
            ? Activations.WithFunction(node, expr).Substitute(name => name == "slope" ? Activations.Slope(node) : null)
        : node.IsMove ? MoveValues.WithoutSums(rule, expr)
        : expr;

    private BufferModel Resolve(
        Node node,
        RuleOnLayer rule,
        BufferModel[] above,
        Dictionary<string, BufferModel> percentiles,
        string name
    )
    {
        int dot = name.IndexOf('.');
        string operand = dot < 0 ? name : name.Substring(0, dot);
        int member = dot < 0 ? 0 : int.Parse(name.Substring(dot + 1));
        return operand switch
        {
            "r" => above[member],
            "z" => plan.Sums[(node.Id, member)],
            "y" when dot > 0 => plan.Carrier!.Member(node.Id, member),
            "y" => plan.Values[node.Id],
            "y0" => plan.References[node.Id],
            "a" or "x" or "a0" or "x0" => plan.Input(node.Inputs[0], name),
            Activations.SlopeTensor => plan.Slopes(node),
            _ when percentiles.TryGetValue(name, out BufferModel? percentile) => percentile,
            _ => plan.Operand(node, rule.Model.Parameters.First(p => p.Name == name)),
        };
    }
}

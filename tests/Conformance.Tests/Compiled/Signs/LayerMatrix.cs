using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>
/// The propagation matrix of one layer of a drawn network, measured: the layer is a network of its own, which the
/// interpreter explains from each of its outputs alone, where the whole network has brought its inputs.
/// </summary>
internal sealed class LayerMatrix
{
    private const long LargestMatrix = 2000;

    private readonly DrawnGraph _drawn;
    private readonly Graph _graph;
    private readonly Node _node;
    private readonly Rule _rule;

    /// <param name="drawn">The network.</param>
    /// <param name="graph">Its graph, batch norms folded or not.</param>
    /// <param name="node">The layer.</param>
    /// <param name="rule">Its rule.</param>
    public LayerMatrix(DrawnGraph drawn, Graph graph, Node node, Rule rule) =>
        (_drawn, _graph, _node, _rule) = (drawn, graph, node, rule);

    private int Inputs => _node.Inputs.Sum(Units);

    /// <summary>Whether every entry can be measured in reasonable time.</summary>
    public bool IsSmall => (long)Inputs * DrawnGraph.Count(_node.Shape) <= LargestMatrix;

    /// <summary>The least entry over the largest magnitude; NaN where some entry is.</summary>
    /// <param name="weights">The whole network's weights.</param>
    /// <param name="values">Each layer's outputs, and the network's input as that of layer −1.</param>
    /// <param name="reference">The same at the reference input.</param>
    /// <param name="random">Where the rules' tensors come from.</param>
    public double LeastEntry(
        WeightSet weights,
        Func<int, double[]> values,
        Func<int, double[]> reference,
        Random random
    )
    {
        Interpreter layer = new(
            LayerGraph.Parse(Text()),
            (float.NegativeInfinity, float.PositiveInfinity),
            l => l.Name == _node.Name ? _rule : new Gradient(),
            Defaults.Gradient,
            Own(weights),
            options: new()
            {
                Reference = [.. Read(reference).Select(v => (float)v)],
                FoldsBatchNorm = _node.FoldedBatchNorm is not null,
                Operands = Operands(weights, random),
            }
        );
        // as floats, as the reference: where both are equal they have to stay so
        double[] input = [.. Read(values).Select(v => (double)(float)v)];
        double[] entries =
        [
            .. Enumerable
                .Range(0, DrawnGraph.Count(_node.Shape))
                .SelectMany(output => layer.Explain(input, output, OutputRelevance.One).Channels)
                .SelectMany(column => column),
        ];
        double largest = entries.Max(Math.Abs);
        return largest == 0 ? 0 : entries.Min() / largest;
    }

    private int Units(int id) => DrawnGraph.Count(_graph.ShapeOf(id));

    private double[] Read(Func<int, double[]> values) => [.. _node.Inputs.SelectMany(values)];

    private WeightSet Own(WeightSet weights)
    {
        string?[] layers = [_node.Name, _node.FoldedBatchNorm is { } norm ? _graph.Nodes[norm].Name : null];
        return new("own", [.. weights.Where(t => layers.Contains(t.Name.Split('.')[0]))]);
    }

    /// <summary>The tensors that a rule has no values of its own for.</summary>
    private Dictionary<string, float[]> Operands(WeightSet weights, Random random) =>
        _rule.Body.PerWeight.ToDictionary(
            p => $"{_node.Name}.{p.Name}",
            _ => RandomTensors.Fill(random, weights.Single(t => t.Name == $"{_node.Name}.weight").Values.Length)
        );

    /// <summary>Several inputs are one after another in the one input, cut by moves.</summary>
    private string Text()
    {
        List<string> layers = [];
        int[] shape = [.. _graph.ShapeOf(_node.Inputs[0])];
        int[] from = [LayerGraph.Input];
        if (_node.Inputs.Count > 1)
        {
            from = [.. Enumerable.Range(0, _node.Inputs.Count)];
            int offset = 0;
            foreach (int input in _node.Inputs)
            {
                string map = GraphBuilder.Map([Units(input)], offset, [1], 0, [1]).Print();
                string cut = string.Join(' ', _graph.ShapeOf(input));
                layers.Add($"(Rearrange cut{layers.Count} (from -1) (shape {cut}) (args) {map})");
                offset += Units(input);
            }

            shape = [offset];
        }

        layers.Add(_drawn.Line(_node.Id, from));
        if (_node.FoldedBatchNorm is { } norm)
            layers.Add(_drawn.Line(norm, [layers.Count - 1]));
        return $"(graph (inputs (input x {string.Join(' ', shape)})) (layers {string.Join('\n', layers)}))";
    }
}

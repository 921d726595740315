namespace RuleCompiler.Reference;

/// <summary>Relevance from the output down to the input.</summary>
internal sealed class BackwardPass
{
    private readonly ReferenceNetwork _network;
    private readonly RuleAssignment _rules;
    private readonly Func<LayerSample, double[][], double[][][]>?[] _laws;

    /// <exception cref="InvalidOperationException">A rule lacks a formula that its layer needs.</exception>
    public BackwardPass(ReferenceNetwork network, RuleAssignment rules)
    {
        _network = network;
        _rules = rules;
        _laws = [.. network.Graph.Layers.Select(node => rules[node] is { } site ? Law(site) : null)];
    }

    /// <summary>How several channels say that a rule of one sees them; null where none says.</summary>
    private ScalarFunction? Merge => _rules.Sites.Select(site => site.Body.Merge).FirstOrDefault(m => m is not null);

    /// <summary>The relevance of the outputs of all nodes, [node][channel][unit], and of the network's input.</summary>
    public (double[][][] Nodes, double[][] Input) Run(NetworkSample sample, double[] outputRelevance) =>
        Run(sample, _network.Graph.Layers.Count - 1, outputRelevance);

    /// <summary>The same where relevance starts at the output of any node; that of nodes it does not reach is 0.</summary>
    public (double[][][] Nodes, double[][] Input) Run(NetworkSample sample, int from, double[] relevance)
    {
        double[][][] nodes = [.. _network.Graph.Layers.Select(node => Zeros(node.Units))];
        double[][] input = Zeros(_network.Inputs);
        nodes[from] = [.. Enumerable.Repeat(relevance, _rules.Channels)];

        foreach (LayerNode node in _network.Graph.Layers.Take(from + 1).Reverse())
        {
            double[][][] below = _laws[node.Index] is { } law
                ? PerChannel(law, _rules[node]!, sample.At(node), nodes[node.Index])
                : [nodes[node.Index]];

            // A node's relevance is what all of its readers send; they come later in execution order.
            for (int branch = 0; branch < node.Inputs.Length; branch++)
            {
                int source = node.Inputs[branch];
                AddTo(source == LayerGraph.Input ? input : nodes[source], below[branch]);
            }
        }

        return (nodes, input);
    }

    private Func<LayerSample, double[][], double[][][]> Law(RuleSite site)
    {
        if (_network.Map(site.Node) is { } map)
            return new LinearLaw(site, map).Below;
        var law = new PointwiseLaw(site);
        return (sample, above) => [law.Below(sample, above)];
    }

    /// <summary>Applies a rule of one channel to each of several channels.</summary>
    private double[][][] PerChannel(
        Func<LayerSample, double[][], double[][][]> law,
        RuleSite site,
        LayerSample sample,
        double[][] above
    )
    {
        CarrierUse.Check(site, sample);
        if (site.Body.Channels == above.Length)
            return law(sample, above);
        if (Merge is not null && site.CarriesNothing)
        {
            double[] merged = Merged(Merge, sample, above);
            return [.. law(sample, [merged]).Select(branch => Enumerable.Repeat(branch[0], above.Length).ToArray())];
        }

        double[][][][] channels = [.. above.Select(channel => law(sample, [channel]))];
        return
        [
            .. Enumerable
                .Range(0, sample.Inputs.Length)
                .Select(branch => channels.Select(below => below[branch][0]).ToArray()),
        ];
    }

    /// <summary>The relevance of whole values of that of their parts.</summary>
    private static double[] Merged(ScalarFunction merge, LayerSample sample, double[][] above)
    {
        var merged = new double[above[0].Length];
        var result = new double[1];
        for (int k = 0; k < merged.Length; k++)
        {
            double[] operands = Array.ConvertAll(
                merge.Operands,
                name =>
                    name == "y" ? sample.Output[k]
                    : name == "y0" ? sample.ReferenceOutput[k]
                    : above[int.Parse(name.AsSpan(2))][k]
            );
            merge.Body(operands, result);
            merged[k] = result[0];
        }

        return merged;
    }

    private double[][] Zeros(int units) => [.. Enumerable.Range(0, _rules.Channels).Select(_ => new double[units])];

    private static void AddTo(double[][] sum, double[][] more)
    {
        for (int c = 0; c < sum.Length; c++)
        {
            for (int j = 0; j < sum[c].Length; j++)
                sum[c][j] += more[c][j];
        }
    }
}

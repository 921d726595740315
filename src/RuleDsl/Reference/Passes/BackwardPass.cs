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

    /// <summary>The relevance of the outputs of all nodes, [node][channel][unit], and of the network's input.</summary>
    public (double[][][] Nodes, double[][] Input) Run(NetworkSample sample, double[] outputRelevance)
    {
        double[][][] nodes = [.. _network.Graph.Layers.Select(node => Zeros(node.Units))];
        double[][] input = Zeros(_network.Inputs);
        nodes[^1] = [.. Enumerable.Repeat(outputRelevance, _rules.Channels)];

        foreach (LayerNode node in _network.Graph.Layers.Reverse())
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
    private static double[][][] PerChannel(
        Func<LayerSample, double[][], double[][][]> law,
        RuleSite site,
        LayerSample sample,
        double[][] above
    )
    {
        CarrierUse.Check(site, sample);
        if (site.Body.Channels == above.Length)
            return law(sample, above);
        double[][][][] channels = [.. above.Select(channel => law(sample, [channel]))];
        return
        [
            .. Enumerable
                .Range(0, sample.Inputs.Length)
                .Select(branch => channels.Select(below => below[branch][0]).ToArray()),
        ];
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

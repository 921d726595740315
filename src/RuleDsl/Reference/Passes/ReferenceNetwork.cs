namespace RuleCompiler.Reference;

/// <summary>A network with its weights, in double precision.</summary>
internal sealed class ReferenceNetwork
{
    private readonly LinearMap?[] _maps;
    private readonly Nonlinearity?[] _nonlinearities;

    /// <exception cref="ArgumentException">Layers do not fit one another.</exception>
    /// <exception cref="WeightMismatchException">The weights do not fit the network.</exception>
    public ReferenceNetwork(LayerGraph graph, WeightSet weights, string? pattern, bool foldsBatchNorm)
    {
        Graph = graph;
        var parameters = new NetworkParameters(graph, weights, pattern);
        var canonical = new CanonicalWeights(graph, parameters, foldsBatchNorm);
        _maps = [.. graph.Layers.Select(node => LinearMaps.Of(node, canonical))];
        _nonlinearities = [.. graph.Layers.Select(node => Nonlinearities.Of(node, parameters[node, "slope"]))];
    }

    /// <summary>The layers.</summary>
    public LayerGraph Graph { get; }

    /// <summary>The number of input units.</summary>
    public int Inputs => Shapes.Count(Graph.InputShape);

    /// <summary>The map of a linear layer, or null.</summary>
    public LinearMap? Map(LayerNode node) => _maps[node.Index];

    /// <summary>The function of a nonlinearity, or null.</summary>
    public Nonlinearity? Nonlinearity(LayerNode node) => _nonlinearities[node.Index];

    /// <summary>Whether a layer carries a rule: all but those that leave values as they are.</summary>
    public bool HasRule(LayerNode node) => Map(node) is not null || Nonlinearity(node) is not null;

    /// <summary>The outputs of all nodes; of a folded batch normalisation's producer, the normalised ones.</summary>
    public double[][] Forward(double[] input)
    {
        var outputs = new double[Graph.Layers.Count][];
        foreach (LayerNode node in Graph.Layers)
        {
            double[][] inputs = Read(node, input, outputs);
            outputs[node.Index] =
                Map(node) is { } map ? map.Forward(inputs)
                : Nonlinearity(node) is { } function ? [.. inputs[0].Select(function.Value)]
                : inputs[0];
        }

        return outputs;
    }

    /// <summary>Outputs of all nodes that nobody may read.</summary>
    public double[][] Unknown() =>
        [.. Graph.Layers.Select(node => Enumerable.Repeat(double.NaN, node.Units).ToArray())];

    /// <summary>What a node reads, per branch.</summary>
    public static T[] Read<T>(LayerNode node, T input, T[] outputs) =>
        Array.ConvertAll(node.Inputs, i => i == LayerGraph.Input ? input : outputs[i]);
}

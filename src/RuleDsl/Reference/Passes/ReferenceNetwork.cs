namespace RuleCompiler.Reference;

/// <summary>A network with its weights, in double precision.</summary>
internal sealed class ReferenceNetwork
{
    private readonly LinearMap?[] _maps;

    /// <exception cref="ArgumentException">Layers do not fit one another.</exception>
    /// <exception cref="WeightMismatchException">The weights do not fit the network.</exception>
    public ReferenceNetwork(NetworkGraph graph, WeightSet weights, string? pattern)
    {
        Graph = graph;
        var canonical = new CanonicalWeights(graph, new NetworkParameters(graph, weights, pattern));
        _maps = [.. graph.Nodes.Select(node => LinearMaps.Of(node, canonical))];
    }

    /// <summary>The layers.</summary>
    public NetworkGraph Graph { get; }

    /// <summary>The number of input units.</summary>
    public int Inputs => Shapes.Count(Graph.InputShape);

    /// <summary>The map of a linear layer, or null.</summary>
    public LinearMap? Map(GraphNode node) => _maps[node.Index];

    /// <summary>Whether a layer carries a rule: all but those that leave values as they are.</summary>
    public bool HasRule(GraphNode node) => Map(node) is not null || node.Layer is ReLU;

    /// <summary>The outputs of all nodes; of a folded batch normalisation's producer, the normalised ones.</summary>
    public double[][] Forward(double[] input)
    {
        var outputs = new double[Graph.Nodes.Count][];
        foreach (GraphNode node in Graph.Nodes)
        {
            double[][] inputs = Read(node, input, outputs);
            outputs[node.Index] =
                Map(node) is { } map ? map.Forward(inputs)
                : node.Layer is ReLU ? Array.ConvertAll(inputs[0], x => x > 0 ? x : 0)
                : inputs[0];
        }

        return outputs;
    }

    /// <summary>Outputs of all nodes that nobody may read.</summary>
    public double[][] Unknown() => [.. Graph.Nodes.Select(node => Enumerable.Repeat(double.NaN, node.Units).ToArray())];

    /// <summary>What a node reads, per branch.</summary>
    public static T[] Read<T>(GraphNode node, T input, T[] outputs) =>
        Array.ConvertAll(node.Inputs, i => i == NetworkGraph.NetworkInput ? input : outputs[i]);
}

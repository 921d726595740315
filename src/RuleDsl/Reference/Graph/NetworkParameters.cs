namespace RuleCompiler.Reference;

/// <summary>The numbers of a network's layers, in double precision.</summary>
internal sealed class NetworkParameters
{
    private readonly Dictionary<(string Layer, string Parameter), double[]> _values = [];

    /// <summary>Takes a network's parameters from a set of tensors.</summary>
    /// <exception cref="WeightMismatchException">The tensors do not fit the network.</exception>
    public NetworkParameters(LayerGraph graph, WeightSet weights, string? pattern)
    {
        WeightSlot[] slots = [.. graph.Slots];
        IReadOnlyList<Tensor> tensors = WeightBinding.Bind(slots, weights, pattern);
        for (int i = 0; i < slots.Length; i++)
            _values[(slots[i].Layer, slots[i].Parameter)] = Array.ConvertAll(tensors[i].Values, v => (double)v);
    }

    /// <summary>A parameter's values in memory order, or null where the layer has no such parameter.</summary>
    public double[]? this[LayerNode node, string parameter] => _values.GetValueOrDefault((node.Layer.Name, parameter));
}

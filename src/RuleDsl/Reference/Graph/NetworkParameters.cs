namespace RuleCompiler.Reference;

/// <summary>The numbers of a network's layers, in double precision.</summary>
internal sealed class NetworkParameters
{
    private readonly Dictionary<(string Layer, string Parameter), double[]> _values = [];

    /// <summary>Takes a network's parameters from a set of tensors.</summary>
    /// <exception cref="WeightMismatchException">The tensors do not fit the network.</exception>
    public NetworkParameters(NetworkGraph graph, WeightSet weights, string? pattern)
    {
        WeightSlot[] slots = [.. graph.Nodes.SelectMany(Slots)];
        IReadOnlyList<Tensor> tensors = WeightBinding.Bind(slots, weights, pattern);
        for (int i = 0; i < slots.Length; i++)
            _values[(slots[i].Layer, slots[i].Parameter)] = Array.ConvertAll(tensors[i].Values, v => (double)v);
    }

    /// <summary>A parameter's values in memory order, or null where the layer has no such parameter.</summary>
    public double[]? this[GraphNode node, string parameter] => _values.GetValueOrDefault((node.Layer.Name, parameter));

    /// <summary>The parameters of a node in the order of weight files.</summary>
    public static IEnumerable<WeightSlot> Slots(GraphNode node)
    {
        int inputs = node.InputShape[0];
        (string Parameter, int[] Shape)[] parameters = node.Layer switch
        {
            Dense { Bias: true } dense => [("weight", [dense.Units, inputs]), ("bias", [dense.Units])],
            Dense dense => [("weight", [dense.Units, inputs])],
            Conv2d { Bias: true } conv => [("weight", Kernels(conv, inputs)), ("bias", [conv.Channels])],
            Conv2d conv => [("weight", Kernels(conv, inputs))],
            BatchNorm => [("scale", [inputs]), ("shift", [inputs]), ("mean", [inputs]), ("variance", [inputs])],
            _ => [],
        };
        return parameters.Select(p => new WeightSlot(node.Layer.Name, p.Parameter, p.Shape));
    }

    private static int[] Kernels(Conv2d conv, int inputs) =>
        [conv.Channels, inputs / conv.Groups, conv.Kernel.Height, conv.Kernel.Width];
}

namespace RuleCompiler.Reference;

/// <summary>A network's layers in execution order, residual blocks expanded, with shapes and names.</summary>
internal sealed class NetworkGraph
{
    /// <summary>The index that stands for the network's input.</summary>
    public const int NetworkInput = -1;

    private NetworkGraph(int[] inputShape, GraphNode[] nodes)
    {
        InputShape = inputShape;
        Nodes = nodes;
    }

    /// <summary>The network input's shape without the batch.</summary>
    public int[] InputShape { get; }

    /// <summary>The nodes in execution order; the last one is the output.</summary>
    public IReadOnlyList<GraphNode> Nodes { get; }

    /// <summary>The last node.</summary>
    public GraphNode Output => Nodes[^1];

    /// <summary>Expands a network.</summary>
    /// <param name="layers">The layers in order.</param>
    /// <param name="inputShape">[C,H,W] or [features].</param>
    /// <param name="inputRange">The least and the largest value of an input; infinite where undeclared.</param>
    /// <exception cref="ArgumentException">The network is empty, or two layers do not fit.</exception>
    public static NetworkGraph Of(Layer[] layers, int[] inputShape, (float Low, float High) inputRange)
    {
        if (layers.Length == 0)
            throw new ArgumentException("The network has no layers; list at least one in Define().");
        if (inputShape.Length is not (1 or 3) || inputShape.Any(extent => extent < 1))
        {
            throw new ArgumentException(
                $"The network's input shape {Shapes.Text(inputShape)} is neither [features] nor [C,H,W] with "
                    + "positive extents; correct the [Network] attribute."
            );
        }

        var expansion = new LayerExpansion(inputShape);
        expansion.AddAll(layers, NetworkInput);
        if (expansion.Nodes.Count == 0)
            throw new ArgumentException("The network has no layers but empty blocks; list at least one layer.");
        return new NetworkGraph(inputShape, MarkEnds(expansion.Nodes, inputRange));
    }

    private static GraphNode[] MarkEnds(List<GraphNode> nodes, (float Low, float High) range)
    {
        int first = nodes.FindIndex(node => node.Layer is Dense or Conv2d);
        int last = nodes.FindLastIndex(node => node.Layer is Dense or Conv2d);
        bool bounded = float.IsFinite(range.Low) && float.IsFinite(range.High);
        return
        [
            .. nodes.Select(node =>
                node with
                {
                    Layer = node.Layer with
                    {
                        IsFirst = node.Index == first,
                        IsLast = node.Index == last,
                        HasBoundedInput = node.Index == first && bounded,
                    },
                }
            ),
        ];
    }
}

namespace RuleCompiler;

/// <summary>
/// A network's layers in execution order, each with its name, the layers that it reads and its shape. Declared
/// networks have their residual blocks expanded: a block's body, its shortcut, then their sum.
/// </summary>
public sealed class LayerGraph
{
    /// <summary>The place that stands for the network's input among what a layer reads.</summary>
    public const int Input = -1;

    internal LayerGraph(NetworkInput[] inputs, IReadOnlyList<LayerNode> layers)
    {
        Inputs = inputs;
        InputShape = inputs.Length == 1 ? inputs[0].Shape : [inputs.Sum(input => Shapes.Count(input.Shape))];
        Layers = layers;
    }

    /// <summary>The network's inputs. Several of them are one after another in the network's one input.</summary>
    public IReadOnlyList<NetworkInput> Inputs { get; }

    /// <summary>The shape without the batch of the network's input: of the only one, or [total] of several.</summary>
    public int[] InputShape { get; }

    /// <summary>The layers in execution order; the last one is the output.</summary>
    public IReadOnlyList<LayerNode> Layers { get; }

    /// <summary>The name of the model's output that was asked for; null for the first one, and for declared networks.</summary>
    public string? OutputName { get; internal init; }

    /// <summary>The tensors that the network needs, in execution order.</summary>
    public IReadOnlyList<WeightSlot> Slots => [.. Layers.SelectMany(WeightSlots.Of)];

    /// <summary>The last layer.</summary>
    internal LayerNode Output => Layers[^1];

    /// <summary>The graph of a declared network.</summary>
    /// <param name="layers">The layers in order.</param>
    /// <param name="inputShape">The input's shape without the batch: [C,H,W], [rows, features] or [features].</param>
    /// <exception cref="ArgumentException">The network is empty, or two layers do not fit.</exception>
    public static LayerGraph Of(Layer[] layers, int[] inputShape)
    {
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentNullException.ThrowIfNull(inputShape);
        if (layers.Length == 0)
            throw new ArgumentException("The network has no layers; list at least one in Define().");
        if (inputShape.Length == 0 || inputShape.Any(extent => extent < 1))
        {
            throw new ArgumentException(
                $"The network's input shape {Shapes.Text(inputShape)} is neither [features] nor [C,H,W] with "
                    + "positive extents; correct the [Network] attribute."
            );
        }

        var expansion = new LayerExpansion(inputShape);
        expansion.AddAll(layers, Input);
        return expansion.Nodes.Count == 0
            ? throw new ArgumentException("The network has no layers but empty blocks; list at least one layer.")
            : new LayerGraph([new NetworkInput("input", inputShape)], MarkEnds(expansion.Nodes));
    }

    /// <summary>Reads the graph of an imported network.</summary>
    /// <param name="text">The text that the import writes: <c>(model … (graph …))</c> or <c>(graph …)</c>.</param>
    /// <exception cref="FormatException">The text is no graph; the message says where and why.</exception>
    public static LayerGraph Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        (NetworkInput[] inputs, string? output, List<LayerNode> nodes) = GraphText.Read(text);
        return new LayerGraph(inputs, MarkEnds(nodes)) { OutputName = output };
    }

    /// <summary>The graph whose first layer with weights knows whether what it reads has a declared range.</summary>
    /// <param name="range">The least and the largest value of an input; infinite where undeclared.</param>
    internal LayerGraph Within((float Low, float High) range)
    {
        bool declared = float.IsFinite(range.Low) && float.IsFinite(range.High);
        bool[] keep = DeclaredRange.Holds(this, range);
        return new LayerGraph(
            [.. Inputs],
            [
                .. Layers.Select(node =>
                    node.With(node.Layer with { HasBoundedInput = declared && node.Layer.IsFirst && keep[node.Index] })
                ),
            ]
        )
        {
            OutputName = OutputName,
        };
    }

    private static LayerNode[] MarkEnds(List<LayerNode> nodes)
    {
        int first = nodes.FindIndex(node => node.Layer is Dense or Conv2d);
        int last = nodes.FindLastIndex(node => node.Layer is Dense or Conv2d);
        return
        [
            .. nodes.Select(node =>
                node.With(
                    node.Layer with
                    {
                        IsFirst = node.Index == first,
                        IsLast = node.Index == last,
                        FollowsDense = FollowsDense(node),
                    }
                )
            ),
        ];

        bool FollowsDense(LayerNode node)
        {
            int at = node.Inputs[0];
            while (at != Input && nodes[at].Layer is not (Dense or Conv2d))
                at = nodes[at].Inputs[0];
            return at != Input && nodes[at].Layer is Dense;
        }
    }
}

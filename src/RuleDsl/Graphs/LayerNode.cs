namespace RuleCompiler;

/// <summary>One input of a network.</summary>
/// <param name="Name">The input's name; <c>input</c> in declared networks.</param>
/// <param name="Shape">Its shape without the batch.</param>
public sealed record NetworkInput(string Name, int[] Shape);

/// <summary>One layer of a network in execution order, with what it reads.</summary>
public sealed class LayerNode
{
    internal LayerNode(int index, Layer layer, int[] inputs, int[][] inputShapes, int[] shape)
    {
        Index = index;
        Layer = layer;
        Inputs = inputs;
        InputShapes = inputShapes;
        Shape = shape;
    }

    /// <summary>The layer as composites see it: named, with its place in the network.</summary>
    public Layer Layer { get; }

    /// <summary>
    /// The places of the layers that it reads, from 0 in execution order; <see cref="LayerGraph.Input"/> is the
    /// network's input.
    /// </summary>
    public int[] Inputs { get; }

    /// <summary>The output's shape without the batch.</summary>
    public int[] Shape { get; }

    /// <summary>On <see cref="Add"/>: 1 or −1 for each input. Empty on other kinds.</summary>
    public int[] Signs { get; init; } = [];

    /// <summary>
    /// On <see cref="Multiply"/>: for each input whether it is a gate, which takes no relevance of its own by default.
    /// Empty on other kinds.
    /// </summary>
    public bool[] Gates { get; init; } = [];

    /// <summary>On <see cref="Rearrange"/> and <see cref="Concat"/>: where the values of each input go.</summary>
    internal ValueMap[] Maps { get; init; } = [];

    /// <summary>The place in execution order, from 0.</summary>
    internal int Index { get; }

    /// <summary>The shape of each input without the batch.</summary>
    internal int[][] InputShapes { get; }

    /// <summary>The shape of the first input; those of sums and products all have it.</summary>
    internal int[] InputShape => InputShapes[0];

    /// <summary>The number of units of the output.</summary>
    internal int Units => Shapes.Count(Shape);

    /// <summary>The same node with a layer that knows more of its place.</summary>
    internal LayerNode With(Layer layer) =>
        new(Index, layer, Inputs, InputShapes, Shape)
        {
            Signs = Signs,
            Gates = Gates,
            Maps = Maps,
        };
}

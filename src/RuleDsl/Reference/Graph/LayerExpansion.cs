namespace RuleCompiler.Reference;

/// <summary>Turns nested layers into nodes in execution order: a block's body, its shortcut, then their sum.</summary>
internal sealed class LayerExpansion(int[] inputShape)
{
    private readonly LayerNames _names = new();

    public List<GraphNode> Nodes { get; } = [];

    /// <summary>Adds layers one after another and returns the index of the last one's output.</summary>
    public int AddAll(Layer[] layers, int input)
    {
        foreach (Layer layer in layers)
            input = layer is Residual block ? AddBlock(block, input) : AddLayer(layer, [input]);
        return input;
    }

    private int AddBlock(Residual block, int input)
    {
        int body = AddAll(block.Body, input);
        int shortcut = AddAll(block.Shortcut ?? [], input);
        return AddNode(new Add { Name = block.Name }, [body, shortcut]);
    }

    private int AddLayer(Layer layer, int[] inputs) =>
        layer is Add
            ? throw new ArgumentException(
                "A network lists an Add layer of its own, which has one input only; write a Residual with the "
                    + "branches to be added."
            )
            : AddNode(layer, inputs);

    private int AddNode(Layer layer, int[] inputs)
    {
        Layer named = layer with { Name = _names.Of(layer) };
        int[] shape = ShapeOf(inputs[0]);
        foreach (int other in inputs.Skip(1))
        {
            if (!ShapeOf(other).SequenceEqual(shape))
            {
                throw new ArgumentException(
                    $"The body of the residual block '{named.Name}' ends with shape {Shapes.Text(shape)} but its "
                        + $"shortcut with {Shapes.Text(ShapeOf(other))}; give the shortcut layers that lead to the "
                        + "body's shape."
                );
            }
        }

        Nodes.Add(new GraphNode(Nodes.Count, named, inputs, shape, ShapeInference.Output(named, shape)));
        return Nodes.Count - 1;
    }

    private int[] ShapeOf(int index) => index == NetworkGraph.NetworkInput ? inputShape : Nodes[index].OutputShape;
}

namespace RuleCompiler;

/// <summary>Turns nested layers into nodes in execution order: a block's body, its shortcut, then their sum.</summary>
internal sealed class LayerExpansion(int[] inputShape)
{
    private readonly LayerNames _names = new();

    public List<LayerNode> Nodes { get; } = [];

    /// <summary>Adds layers one after another and returns the index of the last one's output.</summary>
    public int AddAll(Layer[] layers, int input)
    {
        foreach (Layer layer in layers)
            input = layer is Residual block ? AddBlock(block, input) : AddLayer(layer, input);
        return input;
    }

    private int AddBlock(Residual block, int input)
    {
        int body = AddAll(block.Body, input);
        int shortcut = AddAll(block.Shortcut ?? [], input);
        Layer sum = Named(new Add { Name = block.Name });
        int[] shape = ShapeOf(body);
        return ShapeOf(shortcut).SequenceEqual(shape)
            ? Append(new LayerNode(Nodes.Count, sum, [body, shortcut], [shape, shape], shape) { Signs = [1, 1] })
            : throw new ArgumentException(
                $"The body of the residual block '{sum.Name}' ends with shape {Shapes.Text(shape)} but its "
                    + $"shortcut with {Shapes.Text(ShapeOf(shortcut))}; give the shortcut layers that lead to the "
                    + "body's shape."
            );
    }

    private int AddLayer(Layer layer, int input)
    {
        if (layer is Add or Multiply or Rearrange or Concat)
        {
            throw new ArgumentException(
                $"A network lists a layer {layer.GetType().Name} of its own, which only imported networks have; write "
                    + "a Residual with the branches to be added, or import the network from ONNX."
            );
        }

        Layer named = Named(layer);
        int[] shape = ShapeOf(input);
        return named is Dense && shape.Length == 3
            ? throw new ArgumentException(
                $"The dense layer '{named.Name}' expects an input of shape [features] but gets {Shapes.Text(shape)}; "
                    + "put a Flatten before it."
            )
            : Append(new LayerNode(Nodes.Count, named, [input], [shape], ShapeInference.Output(named, shape)));
    }

    private Layer Named(Layer layer) => layer with { Name = _names.Of(layer) };

    private int Append(LayerNode node)
    {
        Nodes.Add(node);
        return node.Index;
    }

    private int[] ShapeOf(int index) => index == LayerGraph.Input ? inputShape : Nodes[index].Shape;
}

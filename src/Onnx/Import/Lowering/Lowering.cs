using RuleCompiler.WeightFiles;

namespace RuleCompiler.OnnxImport;

/// <summary>What operators are lowered into: a draft that grows, and the checks that bound it.</summary>
/// <remarks>
/// A computed value is memory in row-major order and an ONNX shape; the layer that computes it may see the same
/// memory in another shape. So Reshape, Squeeze and their like are free, and a layer is added only where one wants to
/// see another shape.
/// </remarks>
internal sealed class Lowering(Draft draft, OnnxOptions options, TensorConstants tensors, string file, long fileBytes)
{
    private const int MostLayers = 100_000;

    /// <summary>Weights that the import makes may be this many more than the file's: broadcast constants, folded ones.</summary>
    private const long MoreWeights = 1L << 26;

    private readonly Dictionary<(int, string), int> views = [];
    private readonly HashSet<DraftLayer> bounded = new(ReferenceEqualityComparer.Instance);
    private long weights;

    public Draft Draft => draft;

    public OnnxOptions Options => options;

    public string File => file;

    /// <summary>The batch for which the file was exported, or 1.</summary>
    public int FileBatch { get; init; } = 1;

    /// <summary>The shape of the network's one input, without the batch.</summary>
    public int[] InputShape { get; set; } = [];

    /// <summary>The values that are the output, or become it through nothing but changes of shape.</summary>
    public required IReadOnlySet<string> Final { get; init; }

    /// <summary>How many inputs of nodes a value is.</summary>
    public required Func<string, int> Uses { get; init; }

    public int[] ShapeOf(int layer) => layer < 0 ? InputShape : draft.Layers[layer].Shape;

    /// <summary>A value's shape without the batch; a single number is [1].</summary>
    public int[] Sample(int[] extents) => Shapes.Sample(extents, options.Batch);

    /// <summary>Appends a layer.</summary>
    /// <exception cref="OnnxUnsupportedException">The network grows beyond every bound.</exception>
    public int Append(Operation op, DraftLayer layer)
    {
        if (layer.Shape.Any(axis => axis < 1) || Shapes.Count(layer.Shape) > Shapes.Most)
        {
            throw Unsupported(op, $"its output's shape {Shapes.Text(layer.Shape)} is empty or too large");
        }

        if (draft.Layers.Count == MostLayers)
        {
            throw Unsupported(op, $"the network has more than {MostLayers} layers");
        }

        draft.Layers.Add(layer);
        return draft.Layers.Count - 1;
    }

    public int Append(Operation op, string kind, int[] from, int[] shape, params (string, double)[] arguments)
    {
        DraftLayer layer = new()
        {
            Kind = kind,
            From = from,
            Shape = shape,
            Source = op.Name,
        };
        layer.Arguments.AddRange(arguments);
        return Append(op, layer);
    }

    /// <summary>The layer that shows a value's memory in a shape; one is added unless there is one.</summary>
    public int View(Operation op, Value.Computed value, params int[] shape)
    {
        int root = value.Layer;
        while (root >= 0 && !ShapeOf(root).SequenceEqual(shape) && draft.Layers[root].Kind is "Reshape" or "Flatten")
        {
            root = draft.Layers[root].From[0];
        }

        if (ShapeOf(root).SequenceEqual(shape))
        {
            return root;
        }

        if (Shapes.Count(ShapeOf(root)) != Shapes.Count(shape))
        {
            throw Damaged(op, $"An input of shape {Shapes.Text(value.Shape)} cannot be seen as {Shapes.Text(shape)}.");
        }

        (int, string) key = (root, Shapes.Text(shape));
        if (!views.TryGetValue(key, out int view))
        {
            views.Add(key, view = Append(op, shape.Length == 1 ? "Flatten" : "Reshape", [root], shape));
        }

        return view;
    }

    /// <summary>A layer on one value that keeps its shape.</summary>
    public Value.Computed Unary(Operation op, string kind, Value.Computed x, params (string, double)[] arguments) =>
        x with
        {
            Layer = Append(op, kind, [x.Layer], ShapeOf(x.Layer), arguments),
        };

    /// <summary>Gives a layer a tensor.</summary>
    /// <exception cref="WeightFileException">A value is not finite.</exception>
    public void SetWeight(
        Operation op,
        int layer,
        string parameter,
        ConstantTensor tensor,
        ConstantTensor? original = null
    )
    {
        if ((weights += tensor.Count) > MoreWeights + (4 * fileBytes))
        {
            throw Unsupported(op, "the weights grow beyond every bound when they are broadcast");
        }

        float[] values = Constants.Reals(tensor);
        FiniteCheck.Check(file, tensors.Name(original ?? tensor) ?? $"{parameter} of {op.Name}", values);
        draft.Layers[layer].Weights[parameter] = tensor.Reals is null ? new(tensor.Shape, values) : tensor;
    }

    /// <summary>y = weight ⊙ x + bias, where both have one number per channel of x's memory.</summary>
    public Value.Computed Affine(Operation op, Value.Computed x, float[] weight, float[] bias)
    {
        int layer = Append(op, "Affine", [x.Layer], ShapeOf(x.Layer), ("Channels", weight.Length));
        SetWeight(op, layer, "weight", new([weight.Length], weight));
        SetWeight(op, layer, "bias", new([bias.Length], bias));
        return x with { Layer = layer };
    }

    public Value.Computed Affine(Operation op, Value.Computed x, float weight, float bias) =>
        Affine(op, x, [weight], [bias]);

    /// <summary>Notes that a layer's values lie between bounds, as a softmax's.</summary>
    public void MarkBounded(int layer) => bounded.Add(draft.Layers[layer]);

    public bool IsMarkedBounded(int layer) => layer >= 0 && bounded.Contains(draft.Layers[layer]);

    public void Note(string note)
    {
        if (draft.Notes.Count < 10_000)
        {
            draft.Notes.Add(note);
        }
    }

    public OnnxUnsupportedException Unsupported(Operation op, string why) =>
        new(file, $"node '{op.Name}': {op.Type} (opset {op.Opset}): {why}.");

    public WeightFileException Damaged(Operation op, string problem) =>
        new(file, $"node '{op.Name}' ({op.Type})", problem, "The file is damaged: export or copy it again.");
}

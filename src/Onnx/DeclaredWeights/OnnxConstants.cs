namespace RuleCompiler.WeightFiles.Onnx;

/// <summary>A graph's constants by name: its initialisers, Constant nodes, and what only renames or transposes these.</summary>
internal sealed class OnnxConstants
{
    // of classes alone: a dictionary of structs is no part of the framework's precompiled code and delays a program's start
    private readonly Dictionary<string, OnnxConstant> constants = new(StringComparer.Ordinal);
    private readonly HashSet<string> products = new(StringComparer.Ordinal);

    /// <exception cref="WeightFileException">Two constants have the same name.</exception>
    public OnnxConstants(GraphProto graph, string file)
    {
        foreach (TensorProto tensor in graph.Initializer)
        {
            Add(tensor.Name, tensor, false, file);
        }

        foreach (NodeProto node in graph.Node.Where(n => n.Output.Count == 1 && n.Domain is "" or "ai.onnx"))
        {
            AddNode(node, file);
        }
    }

    /// <summary>Whether a value of the graph is a constant; an absent optional input is none.</summary>
    public bool Contains(string name) => constants.ContainsKey(name);

    /// <summary>Whether a value of the graph is a MatMul with constant 2-D weights on its right.</summary>
    public bool IsProduct(string name) => products.Contains(name);

    /// <summary>The number of a constant's axes.</summary>
    public int Axes(string name) => constants[name].Tensor.Dims.Count;

    /// <summary>The tensor behind a name, and whether the graph transposes it first.</summary>
    public OnnxConstant this[string name] => constants[name];

    private void AddNode(NodeProto node, string file)
    {
        string output = node.Output[0];
        switch (node.OpType)
        {
            case "Constant" when Value(node) is { } value:
                Add(output, value, false, file);
                break;
            case "Identity" when node.Input.Count == 1 && constants.TryGetValue(node.Input[0], out var same):
                Add(output, same.Tensor, same.Transposed, file);
                break;
            case "Transpose"
                when node.Input.Count == 1
                    && constants.TryGetValue(node.Input[0], out var turned)
                    && turned.Tensor.Dims.Count == 2
                    && Swaps(node):
                Add(output, turned.Tensor, !turned.Transposed, file);
                break;
            case "MatMul" when node.Input.Count == 2 && Contains(node.Input[1]) && Axes(node.Input[1]) == 2:
                products.Add(output);
                break;
        }
    }

    private void Add(string name, TensorProto tensor, bool transposed, string file)
    {
        if (name.Length == 0)
        {
            throw new WeightFileException(
                file,
                "graph",
                "A constant has no name.",
                "The file is damaged: export it again."
            );
        }

        if (!constants.TryAdd(name, new OnnxConstant(tensor, transposed)))
        {
            throw new WeightFileException(
                file,
                $"tensor '{name}'",
                "Two constants have this name.",
                "Export the model again."
            );
        }
    }

    private static TensorProto? Value(NodeProto node) =>
        node.Attribute.FirstOrDefault() switch
        {
            { Name: "value", T: { } tensor } => tensor,
            { Name: "value_floats" } floats => new TensorProto
            {
                DataType = (int)TensorProto.Types.DataType.Float,
                Dims = { floats.Floats.Count },
                FloatData = { floats.Floats },
            },
            _ => null,
        };

    /// <summary>Whether a transposition of a matrix changes it; without perm it does.</summary>
    private static bool Swaps(NodeProto node) =>
        node.Attribute.FirstOrDefault(a => a.Name == "perm") is not { } perm || (perm.Ints is [1, 0]);
}

/// <summary>A constant of a graph.</summary>
/// <param name="Tensor">The tensor behind it.</param>
/// <param name="Transposed">Whether the graph transposes it first.</param>
internal sealed record OnnxConstant(TensorProto Tensor, bool Transposed);

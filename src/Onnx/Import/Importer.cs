using RuleCompiler.OnnxImport.Unrolling;
using RuleCompiler.WeightFiles.Onnx;

namespace RuleCompiler.OnnxImport;

/// <summary>Lowers a model's graph: back from the output to find what it needs, then forward once.</summary>
internal sealed class Importer
{
    /// <summary>Constants that the import computes may have this many more elements than the file has bytes, fourfold.</summary>
    private const long MoreConstants = 1L << 25;

    private readonly Draft draft;
    private readonly OnnxOptions options;
    private readonly TensorConstants tensors;
    private readonly ModelGraph graph;
    private readonly InputShapes inputs;
    private readonly string output;
    private readonly string file;
    private readonly Lowering lowering;
    private readonly Dictionary<string, Value> initializers = new(StringComparer.Ordinal);
    private readonly Unroller unroller;
    private readonly Dictionary<GraphProto, (string, Value)[]> constants = new(ReferenceEqualityComparer.Instance);
    private readonly long fileBytes;
    private Scope scope = new();
    private long computed;

    private Importer(ModelProto model, OnnxOptions options, string file)
    {
        (this.options, this.file) = (options, file);
        draft = new() { OutputName = options.Output };
        tensors = new(file);
        graph = new(model, file);
        output = FindOutput();
        inputs = new(options, file);
        List<NodeProto> needed = graph.Needed(output);
        Network network = new(draft, graph, inputs, options, file);
        Dictionary<string, Value> fed = network.Feed(needed, output);
        fileBytes = model.CalculateSize();
        lowering = new(draft, options, tensors, file, fileBytes)
        {
            FileBatch = inputs.FileBatch,
            InputShape = network.InputShape,
            Final = FinalValues.Of(graph, output),
            Uses = graph.Uses,
        };
        unroller = new(lowering, RunBody);
        foreach ((string name, Value value) in fed)
        {
            scope.TryAdd(name, network.Slice(name, (Value.Computed)value));
        }

        NoteDropped(needed.Count);
        foreach (NodeProto node in needed)
        {
            Run(node);
        }
    }

    /// <summary>The draft of a model, its last layer being the output.</summary>
    /// <exception cref="WeightFileException">The file is damaged.</exception>
    /// <exception cref="OnnxUnsupportedException">An operator or a use of it is not supported.</exception>
    public static Draft Import(ModelProto model, OnnxOptions options, string file) =>
        new Importer(model, options, file).Finish();

    private Draft Finish()
    {
        if (Find(output, "the output") is not Value.Computed result)
        {
            throw new OnnxUnsupportedException(file, $"The output '{output}' does not depend on any input.");
        }

        if (options.Batch && inputs.FileBatch > 1 && result.Extents is [> 1, ..])
        {
            throw new OnnxUnsupportedException(
                file,
                $"One sample makes an output '{output}' of shape {Shapes.Text(result.Extents)}: a constant of the model has "
                    + $"its batch of {inputs.FileBatch} built in. Export the model with an open batch, or for one sample."
            );
        }

        Operation end = new()
        {
            Type = "output",
            Name = output,
            Opset = graph.Opset,
            Inputs = [result],
            Outputs = [],
            Attributes = new NodeAttributes(new NodeProto(), output, tensors),
        };
        int layer = lowering.View(end, result, lowering.Sample(result.Extents));
        draft.Output = layer >= 0 ? layer : lowering.Append(end, "Reshape", [-1], lowering.InputShape);
        return draft;
    }

    private string FindOutput()
    {
        if (options.Output is { } chosen)
        {
            return graph.Maker(chosen) is not null || graph.Graph.Output.Any(o => o.Name == chosen)
                ? chosen
                : throw new OnnxUnsupportedException(
                    file,
                    $"It makes no value '{chosen}'. Its outputs are {string.Join(", ", graph.Graph.Output.Take(20).Select(o => $"'{o.Name}'"))}."
                );
        }

        if (graph.Graph.Output.Count == 0)
        {
            throw graph.Damaged("graph", "It has no output.");
        }

        if (graph.Graph.Output.Count > 1)
        {
            draft.Notes.Add(
                $"took the first of {graph.Graph.Output.Count} outputs, '{graph.Graph.Output[0].Name}', for the network's"
            );
        }

        return graph.Graph.Output[0].Name;
    }

    private void NoteDropped(int needed)
    {
        int dropped = graph.Graph.Node.Count - needed;
        if (dropped > 0)
        {
            draft.Notes.Add($"removed {dropped} node{(dropped == 1 ? "" : "s")} that the output does not need");
        }
    }

    private void Run(NodeProto node)
    {
        string name = graph.Name(node);
        Operation op = new()
        {
            Type = node.OpType,
            Name = name,
            Opset = graph.Opset,
            Inputs = [.. node.Input.Select(i => i.Length == 0 ? null : Find(i, $"node '{name}'"))],
            InputNames = node.Input,
            Outputs = node.Output,
            Attributes = new NodeAttributes(node, name, tensors),
        };
        Value[] results = Results(op, node.Domain);
        if (results.Any(result => result.Shape.Length > WeightFiles.ShapeCheck.MaxAxes))
        {
            throw lowering.Unsupported(op, $"its output has more than {WeightFiles.ShapeCheck.MaxAxes} axes");
        }

        for (int i = 0; i < node.Output.Count; i++)
        {
            if (node.Output[i].Length > 0 && i < results.Length)
            {
                Add(op, node.Output[i], results[i]);
            }
        }
    }

    /// <summary>The outputs of a node's body, whose nodes see the values around it.</summary>
    private Value[] RunBody(GraphProto body, Operation op, Value[] inputs)
    {
        scope = new Scope(scope);
        foreach (
            (string name, Value value) in body.Input.Select(input => input.Name).Zip(inputs).Concat(Constants(body))
        )
        {
            Add(op, name, value);
        }

        foreach (NodeProto node in body.Node)
        {
            Run(node);
        }

        Value[] results = [.. body.Output.Select(output => Find(output.Name, $"node '{op.Name}'"))];
        scope = scope.Outer!;
        return results;
    }

    private (string, Value)[] Constants(GraphProto body)
    {
        if (!constants.TryGetValue(body, out (string, Value)[]? read))
        {
            read = [.. body.Initializer.Select(t => (t.Name, (Value)new Value.Constant(tensors.Read(t, t.Name))))];
            constants.Add(body, read);
        }

        return read;
    }

    private void Add(Operation op, string name, Value value)
    {
        if (!scope.TryAdd(name, value))
        {
            throw lowering.Damaged(op, $"Its value '{name}' has a name that something else has.");
        }
    }

    private Value[] Results(Operation op, string domain)
    {
        try
        {
            if (domain is not ("" or "ai.onnx"))
            {
                throw NotSupported(op, $"{domain}.{op.Type}", null);
            }

            if (unroller.TryUnroll(op) is { } unrolled)
            {
                return unrolled;
            }

            if (Sequences.Operators.TryGetValue(op.Type, out Lower? arranged))
            {
                return arranged(lowering, op);
            }

            if (op.Type == "ConcatFromSequence")
            {
                op = Sequences.Joined(lowering, op);
            }

            if (op.Inputs.Any(input => input is Value.Sequence))
            {
                throw lowering.Unsupported(op, "its input is a sequence");
            }

            if (ConstantFolding.TryFold(op) is { } folded)
            {
                return (computed += folded.Sum(tensor => (long)tensor.Count)) <= MoreConstants + (4 * fileBytes)
                    ? [.. folded.Select(tensor => new Value.Constant(tensor))]
                    : throw lowering.Unsupported(
                        op,
                        "the constants that are computed at import grow beyond every bound"
                    );
            }

            if (!Operators.All.TryGetValue(op.Type, out Lower? lower))
            {
                throw NotSupported(op, op.Type, graph.Opset);
            }

            return op.Inputs.Count > 0 && op.Inputs.All(input => input is null or Value.Constant)
                ? throw lowering.Unsupported(op, "its inputs are constants, and it cannot be computed at import")
                : lower(lowering, op);
        }
        catch (FoldingException e)
        {
            throw lowering.Damaged(op, $"It makes no sense: {e.Message}.");
        }
    }

    private OnnxUnsupportedException NotSupported(Operation op, string type, int? opset) =>
        new(
            file,
            $"node '{op.Name}': the operator {type}{(opset is null ? "" : $" (opset {opset})")} is not supported; "
                + $"supported are {Operators.Names}."
        );

    private Value Find(string name, string user)
    {
        if (scope.Find(name) is { } known)
        {
            return known;
        }

        if (options.Constants?.GetValueOrDefault(name) is { } given)
        {
            return new Value.Constant(given);
        }

        if (graph.Initializers.TryGetValue(name, out TensorProto? tensor))
        {
            return initializers.TryGetValue(name, out Value? read)
                ? read
                : initializers[name] = new Value.Constant(tensors.Read(tensor, name));
        }

        throw graph.Damaged(user, $"Its value '{name}' is made by no node and is neither input nor constant.");
    }
}

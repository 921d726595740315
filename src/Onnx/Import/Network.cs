using RuleCompiler.WeightFiles.Onnx;

namespace RuleCompiler.OnnxImport;

/// <summary>The network's one input: the graph's, or all of them one after another.</summary>
internal sealed class Network(Draft draft, ModelGraph graph, InputShapes shapes, OnnxOptions options, string file)
{
    private readonly Dictionary<string, int> offsets = new(StringComparer.Ordinal);

    /// <summary>The network's input without the batch.</summary>
    public int[] InputShape { get; private set; } = [];

    /// <summary>The inputs that the needed nodes read, as they lie in the network's.</summary>
    /// <exception cref="OnnxUnsupportedException">An input's shape is open, or there is none.</exception>
    public Dictionary<string, Value> Feed(IReadOnlyList<NodeProto> needed, string output)
    {
        HashSet<string> read = new(needed.SelectMany(graph.Reads), StringComparer.Ordinal) { output };
        Dictionary<string, Value> values = new(StringComparer.Ordinal);
        long total = 0;
        foreach (ValueInfoProto input in graph.Graph.Input)
        {
            if (graph.Initializers.ContainsKey(input.Name) || options.Constants?.ContainsKey(input.Name) == true)
            {
                continue;
            }

            if (graph.Maker(input.Name) is not null || values.ContainsKey(input.Name))
            {
                throw graph.Damaged($"input '{input.Name}'", "Something else has its name.");
            }

            if (!read.Contains(input.Name))
            {
                draft.Notes.Add($"removed input '{input.Name}', which the output does not need");
                continue;
            }

            int[] extents = shapes.Read(input);
            offsets.Add(input.Name, (int)total);
            values.Add(input.Name, new Value.Computed(-1, extents));
            draft.Inputs.Add((input.Name, Shapes.Sample(extents, options.Batch)));
            if ((total += Shapes.Count(extents)) > Shapes.Most)
            {
                throw new OnnxUnsupportedException(file, "Its inputs are larger than a network's can be.");
            }
        }

        InputShape = draft.Inputs.Count switch
        {
            0 => throw new OnnxUnsupportedException(file, "Its output depends on no input."),
            1 => draft.Inputs[0].Shape,
            _ => [(int)total],
        };
        return values;
    }

    /// <summary>An input as a value; one of several is cut out of the network's input.</summary>
    public Value Slice(string name, Value.Computed value)
    {
        if (draft.Inputs.Count == 1)
        {
            return value;
        }

        int count = (int)Shapes.Count(value.Extents);
        DraftLayer layer = new()
        {
            Kind = "Rearrange",
            From = [-1],
            Shape = Shapes.Sample(value.Extents, options.Batch),
            Source = name,
        };
        layer.Maps.Add(new([count], offsets[name], [1], 0, [1]));
        draft.Layers.Add(layer);
        return value with { Layer = draft.Layers.Count - 1 };
    }
}

using RuleCompiler.OnnxImport.Unrolling;
using RuleCompiler.WeightFiles.Onnx;

namespace RuleCompiler.OnnxImport;

/// <summary>A model's graph by names: who makes each value, and the order in which the nodes can run.</summary>
internal sealed class ModelGraph
{
    /// <summary>More nodes than any network has; the limit bounds the time a hostile file can claim.</summary>
    private const int MostNodes = 200_000;

    private readonly Dictionary<string, NodeProto> makers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> uses = new(StringComparer.Ordinal);
    private readonly Dictionary<NodeProto, string[]> reads = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<NodeProto, string> names = new(ReferenceEqualityComparer.Instance);
    private readonly string file;

    /// <exception cref="WeightFileException">Two values have one name, or there are too many nodes.</exception>
    public ModelGraph(ModelProto model, string file)
    {
        this.file = file;
        Graph = model.Graph;
        Opset = ReadOpset(model);
        if (Graph.Node.Count > MostNodes)
        {
            throw Damaged("graph", $"It has {Graph.Node.Count} nodes, more than any network.");
        }

        foreach (TensorProto tensor in Graph.Initializer)
        {
            if (!Initializers.TryAdd(tensor.Name, tensor))
            {
                throw Damaged($"tensor '{tensor.Name}'", "Two constants have this name.");
            }
        }

        for (int i = 0; i < Graph.Node.Count; i++)
        {
            AddNode(Graph.Node[i], i);
        }
    }

    public GraphProto Graph { get; }

    /// <summary>The version of ONNX's own operators.</summary>
    public int Opset { get; }

    public Dictionary<string, TensorProto> Initializers { get; } = new(StringComparer.Ordinal);

    /// <summary>The node that makes a value, or null where none does.</summary>
    public NodeProto? Maker(string value) => makers.GetValueOrDefault(value);

    /// <summary>What messages call a node: its name or, where it has none, its operator and place.</summary>
    public string Name(NodeProto node) =>
        names.TryGetValue(node, out string? name) ? name
        : node.Name.Length > 0 ? node.Name
        : $"{node.OpType} of a body";

    /// <summary>The values that a node reads: its inputs, and what its bodies read from around them.</summary>
    public IReadOnlyList<string> Reads(NodeProto node) => reads.TryGetValue(node, out string[]? all) ? all : node.Input;

    /// <summary>How many inputs of nodes a value is.</summary>
    public int Uses(string value) => uses.GetValueOrDefault(value);

    /// <summary>The nodes that a value depends on, each after those it depends on itself.</summary>
    /// <exception cref="WeightFileException">The nodes form a cycle.</exception>
    public List<NodeProto> Needed(string output)
    {
        List<NodeProto> order = [];
        var done = new HashSet<NodeProto>(ReferenceEqualityComparer.Instance);
        var open = new HashSet<NodeProto>(ReferenceEqualityComparer.Instance);

        // A stack in place of recursion: a file may chain more nodes than a thread's stack can follow.
        Stack<(NodeProto Node, int Next)> path = new();
        Visit(output);
        while (path.TryPop(out var at))
        {
            IReadOnlyList<string> values = Reads(at.Node);
            if (at.Next < values.Count)
            {
                path.Push((at.Node, at.Next + 1));
                Visit(values[at.Next]);
            }
            else
            {
                open.Remove(at.Node);
                done.Add(at.Node);
                order.Add(at.Node);
            }
        }

        return order;

        void Visit(string value)
        {
            if (Maker(value) is not { } maker || done.Contains(maker))
            {
                return;
            }

            if (!open.Add(maker))
            {
                throw Damaged($"node '{Name(maker)}'", "It depends on its own output.");
            }

            path.Push((maker, 0));
        }
    }

    private void AddNode(NodeProto node, int place)
    {
        names.Add(node, node.Name.Length > 0 ? node.Name : $"{node.OpType}#{place}");
        foreach (string input in node.Input)
        {
            uses[input] = Uses(input) + 1;
        }

        string[] captured = [.. Bodies.Captured(node)];
        if (captured.Length > 0)
        {
            reads.Add(node, [.. node.Input, .. captured]);
        }

        foreach (string value in Bodies.Read(node))
        {
            // a body may run many times
            uses[value] = Uses(value) + 2;
        }

        foreach (string output in node.Output.Where(o => o.Length > 0))
        {
            if (Initializers.ContainsKey(output) || !makers.TryAdd(output, node))
            {
                throw Damaged($"node '{Name(node)}'", $"Its output '{output}' has a name that something else has.");
            }
        }
    }

    private int ReadOpset(ModelProto model)
    {
        long version = model.OpsetImport.FirstOrDefault(o => o.Domain is "" or "ai.onnx")?.Version ?? 1;
        return version is > 0 and <= 1000
            ? (int)version
            : throw Damaged("opset_import", $"The version {version} of the operator set is impossible.");
    }

    public WeightFileException Damaged(string place, string problem) =>
        new(file, place, problem, "The file is damaged: export or copy it again.");
}

using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Parsing;
using RuleCompiler.Generators.Stamps;

namespace RuleCompiler.Generators.Ir;

/// <summary>
/// Reads the text <c>(graph (inputs …) (layers …))</c> to which a model is imported. Its canonical form is what
/// <see cref="SExpr.Print()"/> makes of it; nothing in it depends on where the model's file lies.
/// </summary>
internal static class GraphText
{
    /// <summary>The graph's inputs in order.</summary>
    /// <exception cref="FormatException">The text is no graph.</exception>
    public static EquatableArray<InputModel> Inputs(SExpr graph)
    {
        StampText.Expect(graph, "graph");
        EquatableArray<InputModel> inputs = graph.Find("inputs").Select(Input).ToEquatable();
        StampText.Require(inputs.Count > 0, "the graph has no inputs");
        return inputs;
    }

    /// <summary>
    /// The one input of a network: that of its graph, or all of them one after another where there are several.
    /// </summary>
    public static EquatableArray<int> InputShape(EquatableArray<InputModel> inputs) =>
        inputs.Count == 1
            ? inputs[0].Shape
            : new[] { checked((int)inputs.Sum(i => Shapes.Count(i.Shape))) }.ToEquatable();

    /// <summary>The graph. Each node has the shape that the text gives; other shapes come later.</summary>
    /// <exception cref="FormatException">The text is no graph.</exception>
    public static Graph Read(NetworkModel network, string text)
    {
        try
        {
            SExpr graph = SExpr.Parse(text);
            EquatableArray<int> input = InputShape(Inputs(graph));
            Node[] nodes = graph.Find("layers").Select(ReadNode).ToArray();
            StampText.Require(nodes.Length > 0, "the graph has no layers");
            string? twice = nodes.GroupBy(n => n.Name).FirstOrDefault(g => g.Count() > 1)?.Key;
            StampText.Require(twice is null, $"two layers are called '{twice}'");
            return new(network.Type.Name, input, network.Low, network.High, nodes.ToEquatable());
        }
        catch (Exception e)
            when (e is InvalidOperationException or ArgumentException or OverflowException or IndexOutOfRangeException)
        {
            throw new FormatException(e.Message, e);
        }
    }

    private static InputModel Input(SExpr input)
    {
        StampText.Expect(input, "input");
        EquatableArray<int> shape = Integers(input.Items.Skip(2));
        StampText.Require(shape.Count > 0 && shape.All(e => e > 0), $"the input '{input.Items[1].Text}' has no shape");
        return new(input.Items[1].Text, shape);
    }

    private static Node ReadNode(SExpr layer, int id)
    {
        StampText.Require(layer.Items.Count > 2, $"layer {id} lacks its name or parts");
        string name = layer.Items[1].Text;
        bool known = Enum.TryParse(layer.Head, out NodeKind kind) && kind.ToString() == layer.Head;
        StampText.Require(known, $"the layer kind '{layer.Head}' is not known");
        StampText.Require(name.Length > 0, $"layer {id} has no name");
        EquatableArray<int> from = Integers(layer.Find("from"));
        bool ordered = from.Count > 0 && from.All(i => i >= Graph.NetworkInput && i < id);
        StampText.Require(ordered, $"the layer '{name}' reads none or a later one");
        SExpr arguments = SExpr.Of("args", layer.Find("args"));
        LayerModel model = new(layer.Head, name, StampText.ParseArguments(arguments), [], [], HasShortcut: false);
        Node node = GraphNodes.Of(kind, model) with
        {
            Id = id,
            Definition = id,
            Inputs = from,
            Shape = Integers(layer.Find("shape")),
            Signs = Integers(layer.Find("signs")),
            Gates = Integers(layer.Find("gates")).Select(g => g != 0).ToEquatable(),
            Maps = layer.Items.Where(IsMap).Select(ReadMap).ToEquatable(),
        };
        CheckInputs(node);
        return kind is NodeKind.Reshape or NodeKind.Rearrange or NodeKind.Concat
            ? node with
            {
                Target = node.Shape,
            }
            : node;
    }

    private static void CheckInputs(Node node)
    {
        int count = node.Inputs.Count;
        bool fits = node.Kind switch
        {
            NodeKind.Add => node.Signs.Count == count && node.Signs.All(s => s is 1 or -1),
            NodeKind.Multiply => node.Gates.Count == count,
            NodeKind.Concat => node.Maps.Count == count,
            NodeKind.Rearrange => count == 1 && node.Maps.Count == 1,
            _ => count == 1,
        };
        StampText.Require(fits, $"the layer '{node.Name}' says something else of its {count} inputs");
    }

    private static bool IsMap(SExpr part) => part is SExpr.List { Members.Count: > 0 } && part.Head == "map";

    private static StridedMap ReadMap(SExpr map)
    {
        EquatableArray<int> extents = Integers(map.Find("extents"));
        EquatableArray<int> read = Integers(map.Find("read"));
        EquatableArray<int> write = Integers(map.Find("write"));
        bool even = read.Count == extents.Count + 1 && write.Count == read.Count;
        StampText.Require(even && extents.All(e => e > 0), "a map's strides are not as many as its extents");
        return new(extents, read[0], read.Skip(1).ToEquatable(), write[0], write.Skip(1).ToEquatable());
    }

    private static EquatableArray<int> Integers(IEnumerable<SExpr> items) =>
        items.Select(i => checked((int)i.Number)).ToEquatable();
}

using RuleCompiler.Generators.Stamps;

namespace RuleCompiler;

/// <summary>Reads the text of an imported network's graph.</summary>
internal static class GraphText
{
    /// <exception cref="FormatException">The text is no graph.</exception>
    public static (NetworkInput[] Inputs, string? Output, List<LayerNode> Nodes) Read(string text)
    {
        SExpr.List graph = Graph(TextList.Parse(text));
        NetworkInput[] inputs = [.. TextList.Lists(graph, "inputs").Select(Input)];
        if (inputs.Length == 0)
            throw TextList.Damaged("it has no inputs");
        if (inputs.Select(input => input.Name).Distinct().Count() < inputs.Length)
            throw TextList.Damaged("two inputs have one name");
        int[] shape = inputs.Length == 1 ? inputs[0].Shape : [Total(inputs)];

        List<LayerNode> nodes = [];
        HashSet<string> names = [];
        foreach (SExpr.List layer in TextList.Lists(graph, "layers"))
        {
            LayerNode node = NodeText.Read(layer, shape, nodes);
            if (!names.Add(node.Layer.Name))
                throw TextList.Damaged($"two layers are called '{node.Layer.Name}'");
            nodes.Add(node);
        }

        return nodes.Count > 0 ? (inputs, Output(graph), nodes) : throw TextList.Damaged("it has no layers");
    }

    private static SExpr.List Graph(SExpr.List text) =>
        TextList.Head(text) switch
        {
            "graph" => text,
            "model" => TextList.Find(text, "graph") ?? throw TextList.Damaged("the model has no graph"),
            "unsupported" => throw new FormatException(
                $"The model was not imported: {(text.Members.Count > 1 ? TextList.Atom(text.Members[1]) : "no reason is given")}"
            ),
            string other => throw TextList.Damaged($"it begins with '{other}' in place of 'model' or 'graph'"),
        };

    private static string? Output(SExpr.List graph) =>
        TextList.Find(graph, "output") is not { } output ? null
        : output.Members.Count == 2 ? TextList.Atom(output.Members[1])
        : throw TextList.Damaged("the output is no (output \"name\")");

    private static NetworkInput Input(SExpr.List input)
    {
        if (TextList.Head(input) != "input" || input.Members.Count < 3)
            throw TextList.Damaged("an input is no (input \"name\" extents…)");
        string name = TextList.Atom(input.Members[1]);
        int[] shape = [.. input.Members.Skip(2).Select(extent => TextList.Integer(extent, $"the input '{name}'"))];
        return Shapes.AreValid(shape)
            ? new NetworkInput(name, shape)
            : throw TextList.Damaged($"the input '{name}' has the impossible shape {Shapes.Text(shape)}");
    }

    private static int Total(NetworkInput[] inputs)
    {
        long total = inputs.Sum(input => (long)Shapes.Count(input.Shape));
        return total <= Array.MaxLength ? (int)total : throw TextList.Damaged("the inputs are too large together");
    }
}

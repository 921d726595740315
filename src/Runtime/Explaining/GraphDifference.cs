namespace RuleCompiler;

/// <summary>Tells where two graphs part, for messages.</summary>
internal static class GraphDifference
{
    /// <returns>The first layer that differs, where one does, and what is different.</returns>
    public static (string? Layer, string Difference) Between(LayerGraph compiled, LayerGraph found)
    {
        string inputs = string.Join(", ", compiled.Inputs.Select(Text));
        string others = string.Join(", ", found.Inputs.Select(Text));
        if (inputs != others)
            return (null, $"its inputs are {others} in place of {inputs}");
        for (int i = 0; i < Math.Min(compiled.Layers.Count, found.Layers.Count); i++)
        {
            LayerNode one = compiled.Layers[i];
            LayerNode other = found.Layers[i];
            string place = $"its graph differs at layer '{other.Layer.Name}'";
            if (Text(one.Layer) != Text(other.Layer))
                return (other.Layer.Name, $"{place}, {Text(other.Layer)} in place of {Text(one.Layer)}");
            if (!one.Shape.SequenceEqual(other.Shape))
                return (other.Layer.Name, $"{place}, of shape {Text(other.Shape)} in place of {Text(one.Shape)}");
            if (!one.Inputs.SequenceEqual(other.Inputs))
                return (
                    other.Layer.Name,
                    $"{place}, which reads {Read(found, other)} in place of {Read(compiled, one)}"
                );
            if (!Branches(one).SequenceEqual(Branches(other)))
                return (other.Layer.Name, $"{place}, whose inputs have other signs, gates or places");
        }

        return compiled.Layers.Count == found.Layers.Count
            ? (null, "its graph differs in where values are moved")
            : (null, $"its graph has {found.Layers.Count} layers in place of {compiled.Layers.Count}");
    }

    /// <summary>The layer with its numbers, which say more than its place in the network does.</summary>
    private static string Text(Layer layer) =>
        (layer with { IsFirst = false, IsLast = false, HasBoundedInput = false })
            .ToString()
            .Replace(", IsFirst = False, IsLast = False, HasBoundedInput = False", "", StringComparison.Ordinal);

    private static string Text(NetworkInput input) => $"'{input.Name}' {Text(input.Shape)}";

    private static string Text(int[] shape) => $"[{string.Join(",", shape)}]";

    private static string Read(LayerGraph graph, LayerNode node) =>
        string.Join(
            " and ",
            node.Inputs.Select(i => i == LayerGraph.Input ? "the input" : $"'{graph.Layers[i].Layer.Name}'")
        );

    private static IEnumerable<string> Branches(LayerNode node) =>
        node.Signs.Select(sign => $"{sign}").Concat(node.Gates.Select(gate => $"{gate}"));
}

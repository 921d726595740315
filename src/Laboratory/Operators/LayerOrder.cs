namespace RuleCompiler.Laboratory.Operators;

/// <summary>Which layers relevance passes on its way down.</summary>
internal static class LayerOrder
{
    /// <exception cref="ArgumentException">There is no such layer.</exception>
    public static LayerNode Find(Explainer explainer, string layer) =>
        explainer.Graph.Layers.FirstOrDefault(node => node.Layer.Name == layer)
        ?? throw new ArgumentException(
            $"The network has no layer '{layer}'; its layers are {string.Join(", ", explainer.Layers.Select(l => l.Name))}."
        );

    /// <summary>A layer and all that it depends on.</summary>
    public static HashSet<string> Below(Explainer explainer, string layer)
    {
        IReadOnlyList<LayerNode> nodes = explainer.Graph.Layers;
        HashSet<string> reached = [];
        Stack<LayerNode> next = new([Find(explainer, layer)]);
        while (next.TryPop(out LayerNode? node))
        {
            if (!reached.Add(node.Layer.Name))
                continue;
            foreach (int input in node.Inputs.Where(i => i != LayerGraph.Input))
                next.Push(nodes[input]);
        }

        return reached;
    }

    /// <summary>
    /// The layers with weights, and the sums, that every path from the output to the input passes, from the lowest up: no
    /// layer above reads anything from below them but through them.
    /// </summary>
    public static IReadOnlyList<string> PassedByAll(Explainer explainer)
    {
        IReadOnlyList<LayerNode> nodes = explainer.Graph.Layers;
        HashSet<string> used = Below(explainer, nodes[^1].Layer.Name);
        HashSet<string> tapped = [.. explainer.Layout.Taps.Select(tap => tap.Layer)];
        List<string> passed = [];
        for (int i = 0; i < nodes.Count; i++)
        {
            bool around = nodes
                .Skip(i + 1)
                .Any(above => used.Contains(above.Layer.Name) && above.Inputs.Any(below => below < i));
            string name = nodes[i].Layer.Name;
            if (!around && used.Contains(name) && tapped.Contains(name) && nodes[i].Layer is Dense or Conv2d or Add)
                passed.Add(name);
        }

        return passed;
    }
}

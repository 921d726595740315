namespace RuleCompiler;

/// <summary>Finds the starting layers of a network and the places that relevance reaches from each.</summary>
internal static class ConvergenceStarts
{
    /// <summary>The starting layers that are asked for, from the output down.</summary>
    /// <exception cref="ArgumentException">One is no layer with weights.</exception>
    public static IReadOnlyList<ConvergenceStart> Of(
        ExplainerLayout layout,
        LayerGraph graph,
        ConvergenceOptions options
    )
    {
        TapLayout[] taps = Weighted(layout);
        string all = string.Join(", ", Layers(layout));
        if (taps.Length == 0)
            throw new ArgumentException($"The network '{layout.Network}' has no layer with weights to start at.");
        if (options.From is { Count: 0 })
            throw new ArgumentException(
                $"No layer to start at is given; name some of {all}, or leave From out.",
                nameof(options)
            );
        if (options.From?.FirstOrDefault(name => taps.All(tap => tap.Layer != name)) is { } unknown)
            throw new ArgumentException(
                $"Relevance cannot start at '{unknown}': the layers with weights of '{layout.Network}' are {all}.",
                nameof(options)
            );

        return
        [
            .. taps.Select((tap, number) => (tap, number))
                .Where(start => options.From?.Contains(start.tap.Layer) ?? true)
                .Select(start => new ConvergenceStart(
                    start.tap.Layer,
                    start.number,
                    Places(layout, taps, Below(graph, start.tap.Layer), options.Vectors),
                    IsCut(graph, start.tap.Layer)
                )),
        ];
    }

    /// <summary>The layers at which relevance can start, from the input up.</summary>
    public static string[] Layers(ExplainerLayout layout) => [.. Weighted(layout).Reverse().Select(tap => tap.Layer)];

    private static TapLayout[] Weighted(ExplainerLayout layout)
    {
        HashSet<string> weighted = [.. layout.Layers.Where(IsWeighted).Select(l => l.Layer)];
        return [.. layout.Taps.Where(tap => weighted.Contains(tap.Layer))];
    }

    private static bool IsWeighted(LayerWeights layer) => layer.Shape.Length >= 2 && layer.Parameter == "weight";

    private static Dictionary<string, SimilarityTally> Places(
        ExplainerLayout layout,
        IEnumerable<TapLayout> taps,
        HashSet<string> reached,
        int vectors
    )
    {
        Dictionary<string, SimilarityTally> places = taps.Where(tap => reached.Contains(tap.Layer))
            .ToDictionary(tap => tap.Layer, tap => new SimilarityTally(ConvergencePlace.Of(tap.Shape), vectors));
        places.Add(ConvergenceStart.Input, new SimilarityTally(ConvergencePlace.Whole(layout.InputSize), vectors));
        return places;
    }

    /// <summary>Whether no layer that runs later reads past a layer.</summary>
    private static bool IsCut(LayerGraph graph, string layer)
    {
        int at = Array.FindIndex([.. graph.Layers], node => node.Layer.Name == layer);
        return graph.Layers.Skip(at + 1).All(node => node.Inputs.All(input => input >= at));
    }

    /// <summary>A layer and all that it depends on.</summary>
    private static HashSet<string> Below(LayerGraph graph, string layer)
    {
        HashSet<string> reached = [];
        Stack<int> next = new(graph.Layers.Select((_, i) => i).Where(i => graph.Layers[i].Layer.Name == layer));
        while (next.TryPop(out int at))
        {
            if (at == LayerGraph.Input || !reached.Add(graph.Layers[at].Layer.Name))
                continue;
            foreach (int input in graph.Layers[at].Inputs)
                next.Push(input);
        }

        return reached;
    }
}

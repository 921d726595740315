namespace RuleCompiler.PatternEstimation;

/// <summary>Finds the layers that have patterns, and what each reads.</summary>
internal static class PatternLayers
{
    /// <exception cref="ArgumentException">There is none.</exception>
    public static LayerEstimator[] Of(Explainer network, PatternOptions options)
    {
        Dictionary<string, ExplainerLayer> told = network.Layers.ToDictionary(l => l.Name);
        LayerGraph graph = network.Graph;
        LayerEstimator[] layers =
        [
            .. graph
                .Layers.Where(node => node.Layer is Dense or Conv2d && told.ContainsKey(node.Layer.Name))
                .Select(node =>
                {
                    string? source =
                        node.Inputs[0] == LayerGraph.Input ? null : graph.Layers[node.Inputs[0]].Layer.Name;
                    IReadOnlyList<int> input = source is null ? network.InputShape : told[source].Shape;
                    LayerWeights weights = network.Layout.Layers.First(l => l.Layer == node.Layer.Name);
                    return new LayerEstimator(
                        node.Layer.Name,
                        source,
                        new(node.Layer, input, node.Shape),
                        weights.Shape,
                        network.WeightsOf(node.Layer.Name),
                        options
                    );
                }),
        ];
        return layers.Length > 0
            ? layers
            : throw new ArgumentException(
                $"The network '{network.Layout.Network}' has no Dense or Conv2d that its output depends on, so nothing has a pattern.",
                nameof(network)
            );
    }
}

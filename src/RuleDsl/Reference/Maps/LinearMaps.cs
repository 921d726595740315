namespace RuleCompiler.Reference;

/// <summary>Which map a layer is.</summary>
internal static class LinearMaps
{
    /// <summary>The map of a linear layer, or null for nonlinear layers and those that change nothing.</summary>
    public static LinearMap? Of(GraphNode node, CanonicalWeights weights) =>
        node.Layer switch
        {
            Dense => new DenseMap(node.Units, Shapes.Count(node.InputShape), weights[node].Weight, weights[node].Bias),
            Conv2d conv => new ConvMap(
                conv,
                node.InputShape,
                node.OutputShape,
                weights[node].Weight,
                weights[node].Bias
            ),
            BatchNorm when !weights.IsFolded(node) => new ChannelScaleMap(
                node.InputShape,
                weights[node].Weight,
                weights[node].Bias!
            ),
            AvgPool pool => new AveragePoolMap(pool, node.InputShape, node.OutputShape),
            GlobalAvgPool => new GlobalAverageMap(node.InputShape),
            MaxPool pool => new MaxPoolMap(pool, node.InputShape, node.OutputShape),
            Add => new SumMap(node.Inputs.Length, node.Units),
            _ => null,
        };
}

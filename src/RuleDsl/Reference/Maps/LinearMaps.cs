namespace RuleCompiler.Reference;

/// <summary>Which map a layer is.</summary>
internal static class LinearMaps
{
    /// <summary>The map of a linear layer, or null for nonlinear layers and those that change nothing.</summary>
    public static LinearMap? Of(LayerNode node, CanonicalWeights weights) =>
        node.Layer switch
        {
            Dense dense => new DenseMap(
                dense.Units,
                node.InputShape[^1],
                node.Units / dense.Units,
                weights[node].Weight,
                weights[node].Bias
            ),
            Conv2d conv => new ConvMap(conv, node.InputShape, node.Shape, weights[node].Weight, weights[node].Bias),
            BatchNorm when !weights.IsFolded(node) => new ChannelScaleMap(
                node.Units,
                weights[node].Weight,
                weights[node].Bias!
            ),
            Affine => new ChannelScaleMap(node.Units, weights[node].Weight, weights[node].Bias!),
            AvgPool pool => new AveragePoolMap(pool, node.InputShape, node.Shape),
            GlobalAvgPool => new GlobalAverageMap(node.InputShape),
            MaxPool pool => new MaxPoolMap(pool, node.InputShape, node.Shape),
            Add => new SumMap(node.Signs, node.Units),
            Multiply => new ProductMap(node.Gates, node.Units),
            Rearrange or Concat => new MovedMap(node.Maps, node.Units),
            _ => null,
        };
}

namespace RuleCompiler;

/// <summary>The tensors that a layer needs.</summary>
internal static class WeightSlots
{
    /// <summary>The parameters of a node in the order of weight files.</summary>
    public static IEnumerable<WeightSlot> Of(LayerNode node)
    {
        int channels = node.InputShape[0];
        (string Parameter, int[] Shape)[] parameters = node.Layer switch
        {
            Dense dense => Biased(dense.Bias, [dense.Units, node.InputShape[^1]]),
            Conv2d conv => Biased(
                conv.Bias,
                [conv.Channels, channels / conv.Groups, conv.Kernel.Height, conv.Kernel.Width]
            ),
            BatchNorm => [("scale", [channels]), ("shift", [channels]), ("mean", [channels]), ("variance", [channels])],
            Affine affine => [("weight", [affine.Channels]), ("bias", [affine.Channels])],
            PReLU relu => [("slope", [relu.Channels])],
            _ => [],
        };
        return parameters.Select(p => new WeightSlot(node.Layer.Name, p.Parameter, p.Shape));
    }

    private static (string Parameter, int[] Shape)[] Biased(bool bias, int[] weight) =>
        bias ? [("weight", weight), ("bias", [weight[0]])] : [("weight", weight)];
}

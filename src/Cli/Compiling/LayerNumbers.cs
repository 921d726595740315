using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Cli.Compiling;

/// <summary>What can be counted at a layer, for one sample.</summary>
internal static class LayerNumbers
{
    public static bool IsWeighted(Node node) => node.Kind is NodeKind.Dense or NodeKind.Conv2d;

    /// <summary>The numbers that training chose.</summary>
    public static long Parameters(Node node) =>
        node.Kind switch
        {
            NodeKind.Dense or NodeKind.Conv2d => Weights(node) + (node.HasBias ? node.Units : 0),
            NodeKind.BatchNorm => 4L * node.Shape[0],
            NodeKind.Affine => 2L * node.Channels,
            NodeKind.PReLU => node.Channels,
            _ => 0,
        };

    /// <summary>The weights of one matrix, without the bias.</summary>
    public static long Weights(Node node) =>
        node.Kind switch
        {
            NodeKind.Dense => (long)node.Units * node.InputShape[node.InputShape.Count - 1],
            NodeKind.Conv2d => (long)node.Units
                * (node.InputShape[0] / node.Window!.Groups)
                * node.Window.KernelHeight
                * node.Window.KernelWidth,
            _ => 0,
        };

    /// <summary>Multiplications of one product with the weights; of other layers, values read by one pass.</summary>
    public static long Multiplications(Node node) =>
        node.Kind switch
        {
            NodeKind.Dense => Weights(node) * (Outputs(node) / node.Units),
            NodeKind.Conv2d => Weights(node) * (Outputs(node) / node.Units),
            _ when node.IsIdentity => 0,
            NodeKind.MaxPool or NodeKind.AvgPool or NodeKind.GlobalAvgPool when node.Window is { } window => Outputs(
                node
            )
                * window.KernelHeight
                * window.KernelWidth,
            _ => Inputs(node),
        };

    public static long Outputs(Node node) => Shapes.Count(node.Shape);

    public static long Inputs(Node node) => Shapes.Count(node.InputShape) * node.Inputs.Count;
}

using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Cli.Networks;

/// <summary>
/// Weights for a network that nobody trained: U(±√(6 / fan-in)), biases U(±0.1); batch-norms near one, so that
/// activations stay of one size through many layers.
/// </summary>
internal static class SeededWeights
{
    public static WeightSet Of(string network, Graph graph) =>
        new(network, graph.Nodes.SelectMany(node => OfLayer(network, node)));

    private static IEnumerable<Tensor> OfLayer(string network, Node node)
    {
        if (node.Kind is NodeKind.Dense or NodeKind.Conv2d)
        {
            int[] shape = Shape(node);
            double bound = Math.Sqrt(6.0 / shape.Skip(1).Aggregate(1, (size, extent) => size * extent));
            yield return Make("weight", shape, -bound, bound);
            if (node.HasBias)
                yield return Make("bias", [node.Units], -0.1, 0.1);
        }
        else if (node.Kind is NodeKind.BatchNorm)
        {
            int[] channels = [node.Shape[0]];
            yield return Make("scale", channels, 0.5, 1.5);
            yield return Make("shift", channels, -0.2, 0.2);
            yield return Make("mean", channels, -0.2, 0.2);
            yield return Make("variance", channels, 0.5, 1.5);
        }

        Tensor Make(string parameter, int[] shape, double low, double high)
        {
            string name = $"{node.Name}.{parameter}";
            long count = shape.Aggregate(1L, (size, extent) => size * extent);
            return new(name, shape, SeededNumbers.Fill($"{network}/{name}", count, low, high));
        }
    }

    private static int[] Shape(Node node) =>
        node.Kind is NodeKind.Dense
            ? [node.Units, node.InputShape[node.InputShape.Count - 1]]
            : [node.Units, node.InputShape[0] / node.Window!.Groups, node.Window.KernelHeight, node.Window.KernelWidth];
}

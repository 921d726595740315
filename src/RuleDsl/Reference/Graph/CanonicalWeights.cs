namespace RuleCompiler.Reference;

/// <summary>The weights of a linear layer.</summary>
/// <param name="Weight">The weight tensor in memory order.</param>
/// <param name="Bias">The bias per output channel, or null.</param>
internal sealed record LinearWeights(double[] Weight, double[]? Bias);

/// <summary>
/// The weights with which rules are applied: a batch normalisation right after a Dense or Conv2d that nothing
/// else reads, and whose channels are that layer's, is folded into it and becomes the identity, any other is one weight and one bias per channel.
/// </summary>
internal sealed class CanonicalWeights
{
    private readonly Dictionary<int, LinearWeights> _weights = [];
    private readonly HashSet<int> _folded = [];

    public CanonicalWeights(LayerGraph graph, NetworkParameters parameters, bool foldsBatchNorm)
    {
        foreach (LayerNode node in graph.Layers)
        {
            if (node.Layer is Dense or Conv2d or Affine)
            {
                _weights[node.Index] = new LinearWeights(parameters[node, "weight"]!, parameters[node, "bias"]);
            }
            else if (node.Layer is BatchNorm norm)
            {
                LinearWeights affine = Normalisation(node, norm, parameters);
                if (foldsBatchNorm && Foldable(graph, node))
                {
                    _weights[node.Inputs[0]] = Folded(_weights[node.Inputs[0]], affine);
                    _folded.Add(node.Index);
                }
                else
                {
                    _weights[node.Index] = affine;
                }
            }
        }
    }

    /// <summary>The weights of a Dense, a Conv2d, an Affine or a batch normalisation of its own.</summary>
    public LinearWeights this[LayerNode node] => _weights[node.Index];

    /// <summary>Whether a batch normalisation was folded into the layer before it.</summary>
    public bool IsFolded(LayerNode node) => _folded.Contains(node.Index);

    private static LinearWeights Normalisation(LayerNode node, BatchNorm norm, NetworkParameters parameters)
    {
        double[] scale = parameters[node, "scale"]!;
        double[] shift = parameters[node, "shift"]!;
        double[] mean = parameters[node, "mean"]!;
        double[] variance = parameters[node, "variance"]!;
        var weight = new double[scale.Length];
        var bias = new double[scale.Length];
        for (int c = 0; c < scale.Length; c++)
        {
            weight[c] = scale[c] / Math.Sqrt(variance[c] + RuleBody.Printed(norm.Eps));
            bias[c] = shift[c] - mean[c] * weight[c];
        }

        return new LinearWeights(weight, bias);
    }

    private static bool Foldable(LayerGraph graph, LayerNode node) =>
        node.Inputs[0] != LayerGraph.Input
        && graph.Layers[node.Inputs[0]] is { Layer: Conv2d } or { Layer: Dense, Shape.Length: 1 }
        && graph.Layers.Sum(reader => reader.Inputs.Count(input => input == node.Inputs[0])) == 1;

    private static LinearWeights Folded(LinearWeights layer, LinearWeights norm)
    {
        int channels = norm.Weight.Length;
        int perChannel = layer.Weight.Length / channels;
        var weight = new double[layer.Weight.Length];
        for (int i = 0; i < weight.Length; i++)
            weight[i] = layer.Weight[i] * norm.Weight[i / perChannel];
        var bias = new double[channels];
        for (int c = 0; c < channels; c++)
            bias[c] = (layer.Bias is null ? 0 : layer.Bias[c]) * norm.Weight[c] + norm.Bias![c];
        return new LinearWeights(weight, bias);
    }
}

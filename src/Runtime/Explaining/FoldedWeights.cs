namespace RuleCompiler;

/// <summary>
/// Folds batch-norm into the layer before it: w·s and (b − mean)·s + shift with s = scale/√(variance + eps). A
/// batch-norm that stands alone becomes the weight s of a depthwise 1×1 convolution.
/// </summary>
internal static class FoldedWeights
{
    /// <param name="layer">The layer.</param>
    /// <param name="tensors">Its weight, bias, and the batch-norm's scale, shift, mean, variance; what it has of them.</param>
    /// <param name="origin">The weights file, for messages.</param>
    public static (double[] Weight, double[] Bias) Of(LayerWeights layer, ReadOnlySpan<Tensor> tensors, string origin)
    {
        double[] weight = layer.Shape.Length > 0 ? Doubles(tensors[0]) : Ones(layer.Outputs);
        int next = layer.Shape.Length > 0 ? 1 : 0;
        double[] bias = layer.HasBias ? Doubles(tensors[next++]) : new double[layer.Outputs];
        if (layer.Norm is not { } norm)
            return (weight, bias);
        float[] scale = tensors[next].Values;
        float[] shift = tensors[next + 1].Values;
        float[] mean = tensors[next + 2].Values;
        float[] variance = tensors[next + 3].Values;
        int perOutput = weight.Length / layer.Outputs;
        // the eps that the source prints, not the nearest float
        double eps = RuleBody.Printed(norm.Eps);
        for (int k = 0; k < layer.Outputs; k++)
        {
            if (variance[k] + eps <= 0)
                throw new WeightFileException(
                    origin,
                    $"batch-norm '{norm.Layer}'",
                    $"The variance of channel {k} is {variance[k]}, which no batch can have.",
                    "Check that the file's tensors are in the order of the layers, or export the network again."
                );
            double s = scale[k] / Math.Sqrt(variance[k] + eps);
            for (int i = 0; i < perOutput; i++)
                weight[(k * perOutput) + i] *= s;
            bias[k] = ((bias[k] - mean[k]) * s) + shift[k];
            RequireSingle(bias.AsSpan(k, 1), norm, k, origin);
            RequireSingle(weight.AsSpan(k * perOutput, perOutput), norm, k, origin);
        }

        return (weight, bias);
    }

    private static void RequireSingle(ReadOnlySpan<double> folded, NormLayout norm, int channel, string origin)
    {
        foreach (double value in folded)
        {
            if (!float.IsFinite((float)value))
                throw new WeightFileException(
                    origin,
                    $"batch-norm '{norm.Layer}'",
                    $"Channel {channel} makes a weight of {value}, too large for float32.",
                    "Look at the scale and variance of this channel, or export the network again."
                );
        }
    }

    private static double[] Doubles(Tensor tensor)
    {
        double[] doubles = new double[tensor.Values.Length];
        for (int i = 0; i < doubles.Length; i++)
            doubles[i] = tensor.Values[i];
        return doubles;
    }

    private static double[] Ones(int count)
    {
        double[] ones = new double[count];
        Array.Fill(ones, 1);
        return ones;
    }
}

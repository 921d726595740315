namespace RuleCompiler.OnnxImport.Passes;

/// <summary>y = weight ⊙ x + bias: what a batch normalisation or an affine layer computes, in double precision.</summary>
/// <param name="Weight">One for each channel; unit u of n belongs to channel u / (n / channels).</param>
/// <param name="Bias">One for each channel.</param>
internal sealed record PerChannel(double[] Weight, double[] Bias)
{
    /// <summary>What the layer computes; null where it is another kind or not finite.</summary>
    public static PerChannel? Of(DraftLayer layer)
    {
        PerChannel? found = layer.Kind switch
        {
            "BatchNorm" => OfBatchNorm(layer),
            "Affine" => new(Doubles(layer, "weight"), Doubles(layer, "bias")),
            _ => null,
        };
        return found is not null && found.Weight.Concat(found.Bias).All(double.IsFinite) ? found : null;
    }

    /// <summary>The same with unit u belonging to channel (u / step) mod channels; null where it is not of that form.</summary>
    public PerChannel? Over(int units, int channels, int step)
    {
        if (Weight.Length == channels && units == channels * step)
            return this;
        if (units % Weight.Length != 0)
            return null;
        int mine = units / Weight.Length;
        (double[] weight, double[] bias) = (new double[channels], new double[channels]);
        for (int unit = 0; unit < units; unit++)
        {
            int channel = unit / step % channels;
            (double w, double b) = (Weight[unit / mine], Bias[unit / mine]);
            if (unit < channels * step)
                (weight[channel], bias[channel]) = unit % step == 0 ? (w, b) : (weight[channel], bias[channel]);
            if (weight[channel] != w || bias[channel] != b)
                return null;
        }

        return new(weight, bias);
    }

    private static PerChannel OfBatchNorm(DraftLayer layer)
    {
        double[] weight = Doubles(layer, "scale");
        double[] bias = Doubles(layer, "shift");
        double[] mean = Doubles(layer, "mean");
        double[] variance = Doubles(layer, "variance");
        double eps = layer.Number("Eps");
        for (int c = 0; c < weight.Length; c++)
        {
            weight[c] /= Math.Sqrt(variance[c] + eps);
            bias[c] -= mean[c] * weight[c];
        }

        return new(weight, bias);
    }

    private static double[] Doubles(DraftLayer layer, string parameter) =>
        Array.ConvertAll(layer.Weights[parameter].Reals!, value => (double)value);
}

namespace RuleCompiler.OnnxImport.Passes;

/// <summary>
/// A batch normalisation that only a Dense or Conv2d reads is folded into its weights: W' = W·diag(w),
/// b' = b + W·shift. At a padded border a convolution does not see the shift; there it must be 0.
/// </summary>
internal static class FoldBatchNormBackward
{
    public static void Run(Draft draft)
    {
        Remap remap = new(draft);
        for (int i = 0; i < draft.Layers.Count; i++)
        {
            DraftLayer host = draft.Layers[i];
            if (host.Kind is not ("Dense" or "Conv2d") || remap.SoleProducer(i) is not (>= 0 and int producer))
                continue;
            DraftLayer layer = draft.Layers[producer];
            if (layer.Kind != "BatchNorm" || CompilerFolds.BatchNorm(draft, remap, producer))
                continue;
            if (OverInputs(PerChannel.Of(layer), layer.Units(), host) is not { } scaled)
                continue;
            if (IsPadded(host) && scaled.Bias.Any(shift => shift != 0))
                continue;
            Scale(host, scaled);
            remap.Remove(producer);
            draft.Notes.Add($"batch-norm '{layer.Source}' folded into '{host.Source}' after it");
        }

        remap.Finish();
    }

    private static PerChannel? OverInputs(PerChannel? layer, int units, DraftLayer host)
    {
        int[] shape = host.Weights["weight"].Shape;
        int channels = host.Kind == "Dense" ? shape[1] : shape[1] * host.Whole("Groups");
        return layer?.Over(units, channels, host.Kind == "Dense" ? 1 : units / channels);
    }

    private static bool IsPadded(DraftLayer host) =>
        host.Kind == "Conv2d"
        && (host.Number("Pad.Top"), host.Number("Pad.Left"), host.Number("Pad.Bottom"), host.Number("Pad.Right"))
            != (0, 0, 0, 0);

    private static void Scale(DraftLayer host, PerChannel by)
    {
        ConstantTensor old = host.Weights["weight"];
        int outputs = old.Shape[0];
        int inputs = old.Shape[1];
        int taps = old.Count / (outputs * inputs);
        int perGroup = outputs / (host.Kind == "Dense" ? 1 : host.Whole("Groups"));
        double[] bias =
            host.Whole("Bias") != 0
                ? Array.ConvertAll(host.Weights["bias"].Reals!, b => (double)b)
                : new double[outputs];
        float[] weight = new float[old.Count];
        for (int i = 0; i < weight.Length; i++)
        {
            int output = i / (inputs * taps);
            int input = (output / perGroup * inputs) + (i / taps % inputs);
            weight[i] = (float)(old.Reals![i] * by.Weight[input]);
            bias[output] += old.Reals[i] * by.Bias[input];
        }

        host.Weights["weight"] = new(old.Shape, weight);
        if (host.Whole("Bias") == 0 && by.Bias.All(shift => shift == 0))
            return;
        host.Weights["bias"] = new([outputs], Array.ConvertAll(bias, b => (float)b));
        host.Set("Bias", 1);
    }
}

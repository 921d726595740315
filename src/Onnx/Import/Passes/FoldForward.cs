namespace RuleCompiler.OnnxImport.Passes;

/// <summary>
/// A batch normalisation or an affine layer right after a Dense or Conv2d that nothing else reads is folded into its
/// weights: W' = diag(w)·W, b' = w·b + shift. A batch normalisation that the compiler folds itself is left to it, since
/// some composites keep them apart; an affine layer behind it goes into its scale and shift.
/// </summary>
internal static class FoldForward
{
    public static void Run(Draft draft)
    {
        Remap remap = new(draft);
        for (int i = 0; i < draft.Layers.Count; i++)
        {
            DraftLayer layer = draft.Layers[i];
            if (layer.Kind is not ("BatchNorm" or "Affine") || remap.SoleProducer(i) is not (>= 0 and int producer))
                continue;
            DraftLayer host = draft.Layers[producer];
            if (CompilerFolds.BatchNorm(draft, remap, i))
            {
                draft.Notes.Add($"batch-norm '{layer.Source}' folded into '{host.Source}' when compiled");
                continue;
            }

            bool intoNorm = layer.Kind == "Affine" && CompilerFolds.BatchNorm(draft, remap, producer);
            if (OverOutputs(PerChannel.Of(layer), host, intoNorm) is not { } scaled)
                continue;
            if (intoNorm)
                ScaleNorm(host, scaled);
            else
                Scale(host, scaled);
            remap.Remove(i);
            string what = layer.Kind == "BatchNorm" ? "batch-norm" : "affine";
            draft.Notes.Add($"{what} '{layer.Source}' folded into '{host.Source}'");
        }

        remap.Finish();
    }

    private static PerChannel? OverOutputs(PerChannel? layer, DraftLayer host, bool intoNorm) =>
        host.Kind switch
        {
            "BatchNorm" when intoNorm => layer?.Over(host.Units(), host.Shape[0], host.Units() / host.Shape[0]),
            "Dense" => layer?.Over(host.Units(), host.Whole("Units"), 1),
            "Conv2d" => layer?.Over(host.Units(), host.Whole("Channels"), host.Units() / host.Whole("Channels")),
            _ => null,
        };

    private static void ScaleNorm(DraftLayer norm, PerChannel by)
    {
        (float[] scale, float[] shift) = (norm.Weights["scale"].Reals!, norm.Weights["shift"].Reals!);
        norm.Weights["scale"] = new([scale.Length], [.. scale.Select((s, c) => (float)(s * by.Weight[c]))]);
        norm.Weights["shift"] = new(
            [shift.Length],
            [.. shift.Select((s, c) => (float)((s * by.Weight[c]) + by.Bias[c]))]
        );
    }

    private static void Scale(DraftLayer host, PerChannel by)
    {
        ConstantTensor old = host.Weights["weight"];
        float[]? oldBias = host.Whole("Bias") != 0 ? host.Weights["bias"].Reals : null;
        float[] weight = new float[old.Count];
        float[] bias = new float[by.Weight.Length];
        int perChannel = weight.Length / bias.Length;
        for (int i = 0; i < weight.Length; i++)
            weight[i] = (float)(old.Reals![i] * by.Weight[i / perChannel]);
        for (int c = 0; c < bias.Length; c++)
            bias[c] = (float)(((oldBias?[c] ?? 0.0) * by.Weight[c]) + by.Bias[c]);
        host.Weights["weight"] = new(old.Shape, weight);
        if (oldBias is null && bias.All(b => b == 0))
            return;
        host.Weights["bias"] = new([bias.Length], bias);
        host.Set("Bias", 1);
    }
}

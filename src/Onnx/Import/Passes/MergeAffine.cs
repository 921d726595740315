namespace RuleCompiler.OnnxImport.Passes;

/// <summary>Chains of affine layers become one, and one that changes nothing is left out.</summary>
internal static class MergeAffine
{
    public static void Run(Draft draft)
    {
        Remap remap = new(draft);
        for (int i = 0; i < draft.Layers.Count; i++)
        {
            DraftLayer layer = draft.Layers[i];
            if (layer.Kind != "Affine")
                continue;
            while (remap.SoleProducer(i) is >= 0 and int producer && TryMerge(draft.Layers[producer], layer))
            {
                draft.Notes.Add($"affine '{draft.Layers[producer].Source}' merged with '{layer.Source}'");
                remap.Remove(producer);
            }

            if (IsIdentity(layer) && remap.CanRemove(i))
            {
                draft.Notes.Add($"'{layer.Source}' left out: it changes nothing");
                remap.Remove(i);
            }
        }

        remap.Finish();
    }

    /// <summary>Merges where each channel of one is made of whole channels of the other.</summary>
    private static bool TryMerge(DraftLayer first, DraftLayer second)
    {
        if (first.Kind != "Affine" || PerChannel.Of(first) is not { } inner || PerChannel.Of(second) is not { } outer)
            return false;
        int channels = Math.Max(inner.Weight.Length, outer.Weight.Length);
        int ofInner = channels / inner.Weight.Length;
        int ofOuter = channels / outer.Weight.Length;
        if (channels % inner.Weight.Length != 0 || channels % outer.Weight.Length != 0)
            return false;
        float[] weight = new float[channels];
        float[] bias = new float[channels];
        for (int c = 0; c < channels; c++)
        {
            weight[c] = (float)(inner.Weight[c / ofInner] * outer.Weight[c / ofOuter]);
            bias[c] = (float)((inner.Bias[c / ofInner] * outer.Weight[c / ofOuter]) + outer.Bias[c / ofOuter]);
        }

        second.Weights["weight"] = new([channels], weight);
        second.Weights["bias"] = new([channels], bias);
        second.Set("Channels", channels);
        return true;
    }

    private static bool IsIdentity(DraftLayer layer) =>
        layer.Weights["weight"].Reals!.All(w => w == 1) && layer.Weights["bias"].Reals!.All(b => b == 0);
}

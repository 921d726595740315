namespace RuleCompiler.OnnxImport;

/// <summary>Leaves of a draft the layers that its output needs, in order, so that the output is the last.</summary>
internal static class Tidy
{
    public static void Run(Draft draft)
    {
        SkipReshapes(draft);
        bool[] needed = new bool[draft.Layers.Count];
        needed[draft.Output] = true;
        for (int i = draft.Output; i >= 0; i--)
        {
            foreach (int from in needed[i] ? draft.Layers[i].From : [])
            {
                if (from >= 0)
                {
                    needed[from] = true;
                }
            }
        }

        int[] places = new int[needed.Length];
        List<DraftLayer> kept = [];
        for (int i = 0; i < needed.Length; i++)
        {
            places[i] = kept.Count;
            if (needed[i])
            {
                DraftLayer layer = draft.Layers[i];
                layer.From = [.. layer.From.Select(from => from < 0 ? from : places[from])];
                kept.Add(layer);
            }
        }

        draft.Output = kept.Count - 1;
        draft.Layers.Clear();
        draft.Layers.AddRange(kept);
    }

    /// <summary>A change of shape of a change of shape is one; one that changes nothing is none.</summary>
    private static void SkipReshapes(Draft draft)
    {
        int[] input = Input(draft);
        for (int i = 0; i < draft.Layers.Count; i++)
        {
            DraftLayer layer = draft.Layers[i];
            if (IsReshape(layer))
            {
                while (layer.From[0] >= 0 && IsReshape(draft.Layers[layer.From[0]]))
                {
                    layer.From = [draft.Layers[layer.From[0]].From[0]];
                }
            }

            layer.From = [.. layer.From.Select(Source)];
        }

        if (Source(draft.Output) is >= 0 and int output)
        {
            draft.Output = output;
        }

        int Source(int from) =>
            from >= 0
            && IsReshape(draft.Layers[from])
            && Shape(draft.Layers[from].From[0]).SequenceEqual(draft.Layers[from].Shape)
                ? draft.Layers[from].From[0]
                : from;

        int[] Shape(int layer) => layer < 0 ? input : draft.Layers[layer].Shape;
    }

    private static int[] Input(Draft draft) =>
        draft.Inputs.Count == 1 ? draft.Inputs[0].Shape : [draft.Inputs.Sum(i => (int)Shapes.Count(i.Shape))];

    private static bool IsReshape(DraftLayer layer) => layer.Kind is "Reshape" or "Flatten";
}

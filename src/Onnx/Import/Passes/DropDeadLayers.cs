namespace RuleCompiler.OnnxImport.Passes;

/// <summary>Layers that the output does not depend on are left out.</summary>
internal static class DropDeadLayers
{
    /// <param name="draft">The network.</param>
    /// <param name="noting">Whether each is noted; what a pass has replaced is said by that pass.</param>
    public static void Run(Draft draft, bool noting)
    {
        int[] places = new int[draft.Layers.Count];
        bool[] needed = new bool[draft.Layers.Count];
        if (draft.Output >= 0)
            needed[draft.Output] = true;
        for (int i = draft.Layers.Count - 1; i >= 0; i--)
        {
            foreach (int input in draft.Layers[i].From)
            {
                if (needed[i] && input >= 0)
                    needed[input] = true;
            }
        }

        List<DraftLayer> kept = [];
        for (int i = 0; i < places.Length; i++)
        {
            DraftLayer layer = draft.Layers[i];
            places[i] = kept.Count;
            if (needed[i])
                kept.Add(layer);
            else if (noting)
                draft.Notes.Add($"'{layer.Source}' ({layer.Kind}) left out: the output does not depend on it");
        }

        foreach (DraftLayer layer in kept)
            layer.From = Array.ConvertAll(layer.From, input => input < 0 ? input : places[input]);
        if (draft.Output >= 0)
            draft.Output = places[draft.Output];
        draft.Layers.Clear();
        draft.Layers.AddRange(kept);
    }
}

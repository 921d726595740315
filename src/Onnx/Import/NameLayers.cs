namespace RuleCompiler.OnnxImport;

/// <summary>Calls layers by kind and ordinal, as declared networks' are: conv1, conv2, dense1.</summary>
internal static class NameLayers
{
    public static string[] Run(Draft draft)
    {
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        string[] names = new string[draft.Layers.Count];
        for (int i = 0; i < names.Length; i++)
        {
            string stem = draft.Layers[i].Kind switch
            {
                "Conv2d" => "conv",
                { } kind => kind.ToLowerInvariant(),
            };
            int place = counts[stem] = counts.GetValueOrDefault(stem) + 1;
            names[i] = $"{stem}{place}";
        }

        return names;
    }
}

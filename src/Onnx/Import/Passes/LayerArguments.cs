namespace RuleCompiler.OnnxImport.Passes;

/// <summary>The numbers of a draft's layer by name.</summary>
internal static class LayerArguments
{
    public static double Number(this DraftLayer layer, string name) =>
        layer.Arguments.Find(argument => argument.Name == name).Value;

    public static int Whole(this DraftLayer layer, string name) => (int)layer.Number(name);

    public static void Set(this DraftLayer layer, string name, double value)
    {
        int place = layer.Arguments.FindIndex(argument => argument.Name == name);
        if (place < 0)
            layer.Arguments.Add((name, value));
        else
            layer.Arguments[place] = (name, value);
    }

    /// <summary>How many values a layer computes for one sample.</summary>
    public static int Units(this DraftLayer layer) => layer.Shape.Aggregate(1, (count, extent) => count * extent);
}

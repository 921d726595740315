namespace RuleCompiler.Laboratory.Pages.Rendering;

/// <summary>Long names on axes.</summary>
internal static class LabelText
{
    /// <summary>Keeps both ends of a name, which tell block and layer: "features…conv2".</summary>
    public static string Shorten(string name, int most = 16)
    {
        if (name.Length <= most)
            return name;
        int head = (most - 1) / 2;
        int tail = most - 1 - head;
        return $"{name[..head]}…{name[^tail..]}";
    }
}

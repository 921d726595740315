using System.Globalization;

namespace RuleCompiler.Tasks;

/// <summary>Reads the metadata <c>InputShape</c> of a model.</summary>
internal static class InputShapes
{
    /// <summary>The name that stands for a model's only input.</summary>
    public const string OnlyInput = "";

    /// <summary>Reads <c>"3,112,112"</c>, the shape of the only input, or <c>"x=3,112,112;y=5"</c>.</summary>
    /// <param name="text">The metadata.</param>
    /// <returns>Shapes without the batch by the input's name, or null where the text is empty.</returns>
    /// <exception cref="FormatException">The text is neither.</exception>
    public static IReadOnlyDictionary<string, int[]>? Read(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        Dictionary<string, int[]> shapes = new(StringComparer.Ordinal);
        foreach (string part in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            // names of tensors may hold anything, shapes hold no '='
            int equals = part.LastIndexOf('=');
            string name = equals < 0 ? OnlyInput : part[..equals].Trim();
            if (!shapes.TryAdd(name, Extents(part[(equals + 1)..], text)))
                throw Malformed(text);
        }

        if (shapes.Count > 1 && shapes.ContainsKey(OnlyInput))
            throw Malformed(text);
        return shapes;
    }

    private static int[] Extents(string text, string whole) =>
        [
            .. text.Split(',', StringSplitOptions.TrimEntries)
                .Select(extent =>
                    int.TryParse(extent, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value > 0
                        ? value
                        : throw Malformed(whole)
                ),
        ];

    private static FormatException Malformed(string text) =>
        new(
            $"InputShape=\"{text}\" is no shape; write the extents without the batch, as in \"3,112,112\", "
                + "and with several inputs their names, as in \"x=3,112,112;y=5\"."
        );
}

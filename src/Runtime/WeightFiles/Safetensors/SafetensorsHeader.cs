using System.Text.Json;

namespace RuleCompiler.WeightFiles.Safetensors;

/// <summary>A tensor as the header of a .safetensors file declares it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its element type, e.g. F32.</param>
/// <param name="Axes">Its declared lengths, not yet checked.</param>
/// <param name="Begin">Its first byte, counted from the end of the header.</param>
/// <param name="End">The byte after its last.</param>
internal sealed record SafetensorsEntry(string Name, string Type, IReadOnlyList<long> Axes, long Begin, long End);

/// <summary>Parses the JSON header of a .safetensors file.</summary>
internal static class SafetensorsHeader
{
    public static List<SafetensorsEntry> Parse(byte[] json, string file)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw Malformed(file, "header");
            }

            var entries = new List<SafetensorsEntry>();
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (JsonProperty property in document.RootElement.EnumerateObject())
            {
                if (!names.Add(property.Name))
                {
                    throw new WeightFileException(
                        file,
                        $"tensor '{property.Name}'",
                        "Two tensors have this name.",
                        "Give each its own."
                    );
                }

                if (property.Name != "__metadata__")
                {
                    entries.Add(Entry(property, file));
                }
            }

            return entries;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Text that is no proper UTF-8 shows itself as an InvalidOperationException when it is asked for.
            throw Malformed(file, "header", e);
        }
    }

    /// <summary>The texts of a header that <see cref="Parse"/> has accepted.</summary>
    public static Dictionary<string, string> Metadata(byte[] json, string file)
    {
        const string Place = "__metadata__";
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            if (!document.RootElement.TryGetProperty(Place, out JsonElement texts))
            {
                return [];
            }

            var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (JsonProperty text in texts.EnumerateObject())
            {
                if (
                    text.Value.ValueKind != JsonValueKind.String
                    || !metadata.TryAdd(text.Name, text.Value.GetString()!)
                )
                {
                    throw Malformed(file, Place);
                }
            }

            return metadata;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Malformed(file, Place, e);
        }
    }

    private static SafetensorsEntry Entry(JsonProperty property, string file)
    {
        string place = $"tensor '{property.Name}'";
        JsonElement value = property.Value;
        if (
            value.ValueKind != JsonValueKind.Object
            || !value.TryGetProperty("dtype", out JsonElement type)
            || type.ValueKind != JsonValueKind.String
            || !value.TryGetProperty("shape", out JsonElement shape)
            || !value.TryGetProperty("data_offsets", out JsonElement offsets)
        )
        {
            throw Malformed(file, place);
        }

        List<long> range = Integers(offsets, file, place);
        return range.Count == 2
            ? new SafetensorsEntry(property.Name, type.GetString()!, Integers(shape, file, place), range[0], range[1])
            : throw Malformed(file, place);
    }

    private static List<long> Integers(JsonElement array, string file, string place)
    {
        if (array.ValueKind != JsonValueKind.Array)
        {
            throw Malformed(file, place);
        }

        var integers = new List<long>();
        foreach (JsonElement element in array.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Number || !element.TryGetInt64(out long integer))
            {
                throw Malformed(file, place);
            }

            integers.Add(integer);
        }

        return integers;
    }

    private static WeightFileException Malformed(string file, string place, Exception? inner = null) =>
        new(
            file,
            place,
            "The JSON header is not as the format wants it.",
            "It is no .safetensors file, or damaged: write it again.",
            inner
        );
}

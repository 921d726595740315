using System.Globalization;

namespace RuleCompiler.PatternEstimation;

/// <summary>Patterns as a .safetensors file.</summary>
internal static class PatternFile
{
    private const string Suffix = ".Pattern";
    private const string Quality = ".quality";
    private const string Why = ".why_no_quality";

    public static void Write(string path, Patterns patterns)
    {
        Dictionary<string, string> metadata = new()
        {
            ["estimator"] = patterns.Estimator.ToString(),
            ["centre"] = patterns.Centre.ToString(),
            ["samples"] = Text(patterns.Samples),
            ["held_out"] = Text(patterns.HeldOut),
        };
        foreach (LayerPattern layer in patterns.Layers)
        {
            metadata[layer.Layer + Quality] = string.Join(' ', layer.Quality.Select(Text));
            if (layer.WhyNoQuality is { } why)
                metadata[layer.Layer + Why] = why;
        }

        SafetensorsFile.Write(
            path,
            [.. patterns.Layers.Select(l => new Tensor(l.Layer + Suffix, [.. l.Shape], l.Values))],
            metadata
        );
    }

    public static Patterns Read(string path)
    {
        (WeightSet tensors, IReadOnlyDictionary<string, string> metadata) = SafetensorsFile.Read(path);
        Reader reader = new(path, metadata);
        return new(
            tensors.Select(reader.Layer).ToArray(),
            reader.Enum<SignalEstimator>("estimator"),
            reader.Enum<PatternCentre>("centre"),
            reader.Number("samples"),
            reader.Number("held_out")
        );
    }

    private static string Text<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);

    private sealed class Reader(string path, IReadOnlyDictionary<string, string> metadata)
    {
        public LayerPattern Layer(Tensor tensor)
        {
            if (!tensor.Name.EndsWith(Suffix, StringComparison.Ordinal) || tensor.Shape.Length is not (2 or 4))
                throw Wrong(
                    $"tensor '{tensor.Name}'",
                    "It is not the pattern of a layer, 'layer.Pattern' in the weight's shape."
                );
            string layer = tensor.Name[..^Suffix.Length];
            string[] texts = Find(layer + Quality).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            double[] quality = new double[texts.Length];
            for (int k = 0; k < texts.Length; k++)
            {
                if (!double.TryParse(texts[k], CultureInfo.InvariantCulture, out quality[k]))
                    throw Wrong($"metadata '{layer}{Quality}'", $"'{texts[k]}' is no number.");
            }

            if (quality.Length != tensor.Shape[0])
                throw Wrong(
                    $"metadata '{layer}{Quality}'",
                    $"There are {quality.Length} qualities for {tensor.Shape[0]} units."
                );
            int each = tensor.Values.Length / Math.Max(1, quality.Length);
            int[] without =
            [
                .. Enumerable
                    .Range(0, quality.Length)
                    .Where(k => !tensor.Values.AsSpan(k * each, each).ContainsAnyExcept(0f)),
            ];
            return new(
                layer,
                tensor.Shape,
                Array.ConvertAll(tensor.Values, v => (double)v),
                quality,
                without,
                metadata.GetValueOrDefault(layer + Why)
            );
        }

        public T Enum<T>(string key)
            where T : struct, Enum =>
            System.Enum.TryParse(Find(key), out T value) && System.Enum.IsDefined(value)
                ? value
                : throw Wrong(
                    $"metadata '{key}'",
                    $"'{Find(key)}' is none of {string.Join(", ", System.Enum.GetNames<T>())}."
                );

        public long Number(string key) =>
            long.TryParse(Find(key), NumberStyles.None, CultureInfo.InvariantCulture, out long value)
                ? value
                : throw Wrong($"metadata '{key}'", $"'{Find(key)}' is no number of samples.");

        private string Find(string key) =>
            metadata.GetValueOrDefault(key) ?? throw Wrong($"metadata '{key}'", "It is missing.");

        private WeightFileException Wrong(string place, string problem) =>
            new(path, place, problem, "It is no file of patterns, or damaged: estimate them again (rulec patterns).");
    }
}

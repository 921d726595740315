using System.Globalization;

namespace RuleCompiler.WeightFiles.Onnx;

/// <summary>Reads tensors that an ONNX model keeps in other files, which must lie in the model's own folder.</summary>
internal sealed class ExternalData(string model)
{
    private readonly Dictionary<string, long> taken = new(StringComparer.Ordinal);

    /// <summary>A tensor's bytes.</summary>
    /// <exception cref="WeightFileException">The file is missing, lies elsewhere, or is too short.</exception>
    public byte[] Read(TensorProto tensor, string name, long size)
    {
        string place = $"tensor '{name}'";
        string location = Entry(tensor, "location") ?? "";
        string path = Locate(location, place);
        long offset = Number(tensor, "offset", 0, place);
        long length = Number(tensor, "length", size, place);
        if (length != size)
        {
            throw new WeightFileException(
                model,
                place,
                $"Its external data has {length} bytes where its shape wants {size}.",
                "Export the model again."
            );
        }

        return SourceFile.Read(
            path,
            stream =>
            {
                // The subtraction cannot overflow, as an addition to a hostile offset would.
                if (offset > stream.Length - size)
                {
                    throw new WeightFileException(
                        model,
                        place,
                        $"'{location}' has {stream.Length} bytes, too few for {size} from {offset} on.",
                        "Copy both files again."
                    );
                }

                // Tensors that all claim the same bytes must not add up to more memory than the file is long.
                long all = taken.GetValueOrDefault(path) + size;
                taken[path] = all;
                if (all > OnnxLayouts * stream.Length)
                {
                    throw new WeightFileException(
                        model,
                        place,
                        $"The tensors overlap in '{location}'.",
                        "Export the model again."
                    );
                }

                stream.Position = offset;
                return SourceFile.ReadBytes(stream, size, path, place);
            }
        );
    }

    /// <summary>A tensor may be read once for every layout that nodes want it in; two are usual at most.</summary>
    private const int OnnxLayouts = 2;

    private string Locate(string location, string place)
    {
        string[] parts = location.Split('/', '\\');
        if (
            location.Length == 0
            || Path.IsPathRooted(location)
            || location.Contains(':')
            || location.Contains('\0')
            || parts.Any(part => part is "" or "." or "..")
        )
        {
            throw new WeightFileException(
                model,
                place,
                $"Its external data lies in '{location}', which is not inside the model's folder.",
                "Put the data beside the model and name it relatively."
            );
        }

        string path = Path.GetDirectoryName(Path.GetFullPath(model))!;
        foreach (string part in parts)
        {
            path = Path.Combine(path, part);
            if (new FileInfo(path).LinkTarget is not null)
            {
                throw new WeightFileException(
                    model,
                    place,
                    $"Its external data '{location}' is a symbolic link.",
                    "Copy the file itself beside the model."
                );
            }
        }

        return path;
    }

    private long Number(TensorProto tensor, string key, long otherwise, string place) =>
        Entry(tensor, key) switch
        {
            null => otherwise,
            { } text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) =>
                number,
            { } text => throw new WeightFileException(
                model,
                place,
                $"The {key} of its external data is '{text}', no number.",
                "The file is damaged: export it again."
            ),
        };

    private static string? Entry(TensorProto tensor, string key) =>
        tensor.ExternalData.FirstOrDefault(e => e.Key == key)?.Value;
}

using RuleCompiler.WeightFiles.Safetensors;

namespace RuleCompiler;

/// <summary>Reads and writes .safetensors files: named tensors, and texts about them.</summary>
public static class SafetensorsFile
{
    /// <summary>Reads every floating-point tensor as float32, by its place in the file, and the metadata.</summary>
    /// <exception cref="WeightFileException">The file is missing, damaged, or holds a value that is not finite.</exception>
    public static (WeightSet Tensors, IReadOnlyDictionary<string, string> Metadata) Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return SafetensorsReader.ReadWithMetadata(path);
    }

    /// <summary>Writes float32 tensors in the given order, as a whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">The tensors, each with its own name.</param>
    /// <param name="metadata">Texts that the file keeps beside them.</param>
    /// <exception cref="ArgumentException">Two tensors have one name or one is called as the metadata, or a value is not finite.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static void Write(
        string path,
        IReadOnlyList<Tensor> tensors,
        IReadOnlyDictionary<string, string>? metadata = null
    )
    {
        ArgumentNullException.ThrowIfNull(tensors);
        HashSet<string> names = ["__metadata__"];
        foreach (Tensor tensor in tensors)
        {
            if (!names.Add(tensor.Name))
                throw new ArgumentException(
                    $"The name '{tensor.Name}' is taken; give each tensor one of its own.",
                    nameof(tensors)
                );
            int bad = tensor.Values.AsSpan().IndexOfAnyNotFinite();
            if (bad >= 0)
                throw new ArgumentException(
                    $"The tensor '{tensor.Name}' holds {tensor.Values[bad]} at index {bad}; every value must be finite.",
                    nameof(tensors)
                );
        }

        AtomicFile.Write(
            path,
            stream => SafetensorsWriter.Write(stream, tensors, metadata ?? new Dictionary<string, string>())
        );
    }
}

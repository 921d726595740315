using System.Buffers.Binary;

namespace RuleCompiler.WeightFiles.Safetensors;

/// <summary>Reads the floating-point tensors of a .safetensors file, sorted by their place in it.</summary>
internal static class SafetensorsReader
{
    private const long MaxHeader = 100_000_000;

    public static WeightSet Read(string path) => ReadAll(path).Tensors;

    public static (WeightSet Tensors, IReadOnlyDictionary<string, string> Metadata) ReadWithMetadata(string path)
    {
        (WeightSet tensors, byte[] json) = ReadAll(path);
        return (tensors, SafetensorsHeader.Metadata(json, path));
    }

    // who wants weights alone does not care what a writer noted beside them
    private static (WeightSet Tensors, byte[] Header) ReadAll(string path) =>
        SourceFile.Read(
            path,
            stream =>
            {
                byte[] json = ReadHeader(stream, path);
                long start = stream.Position;
                long length = stream.Length - start;
                List<SafetensorsEntry> entries = SafetensorsHeader.Parse(json, path);
                long total = 0;
                foreach (SafetensorsEntry entry in entries)
                {
                    CheckRange(entry, length, path);
                    total += entry.End - entry.Begin;
                    if (total > length)
                    {
                        throw Wrong(path, entry, "The tensors together are longer than the file: they overlap.");
                    }
                }

                SafetensorsEntry[] floats = [.. entries.Where(e => FloatSize(e.Type) > 0).OrderBy(e => e.Begin)];
                TensorRole?[] roles = NamedRoles.Of([.. floats.Select(e => e.Name)]);
                return (
                    new WeightSet(path, floats.Select((entry, i) => ReadTensor(stream, start, entry, roles[i], path))),
                    json
                );
            }
        );

    private static byte[] ReadHeader(FileStream stream, string path)
    {
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(SourceFile.ReadBytes(stream, 8, path, "header"));
        return length > MaxHeader || (long)length > stream.Length - 8
            ? throw new WeightFileException(
                path,
                "header",
                $"It declares {length} bytes, but the file has {stream.Length} and a header at most {MaxHeader}.",
                "It is no .safetensors file, or cut off: write it again."
            )
            : SourceFile.ReadBytes(stream, (long)length, path, "header");
    }

    private static void CheckRange(SafetensorsEntry entry, long length, string path)
    {
        if (entry.Begin < 0 || entry.End < entry.Begin || entry.End > length)
        {
            throw Wrong(path, entry, $"Its bytes {entry.Begin} to {entry.End} lie outside the {length} bytes of data.");
        }

        int size = FloatSize(entry.Type);
        if (
            size == 0
            && entry.Type is not ("I8" or "U8" or "I16" or "U16" or "I32" or "U32" or "I64" or "U64" or "BOOL")
        )
        {
            throw new WeightFileException(
                path,
                $"tensor '{entry.Name}'",
                $"The element type '{entry.Type}' is not understood.",
                "Store F32, F64, F16 or BF16."
            );
        }

        (int[] shape, int count) = ShapeCheck.Check(entry.Axes, path, $"tensor '{entry.Name}'");
        if (size > 0 && (long)count * size != entry.End - entry.Begin)
        {
            throw Wrong(
                path,
                entry,
                $"The shape [{string.Join(", ", shape)}] needs {(long)count * size} bytes, but it has {entry.End - entry.Begin}."
            );
        }
    }

    private static Tensor ReadTensor(
        FileStream stream,
        long start,
        SafetensorsEntry entry,
        TensorRole? role,
        string path
    )
    {
        stream.Position = start + entry.Begin;
        byte[] bytes = SourceFile.ReadBytes(stream, entry.End - entry.Begin, path, $"tensor '{entry.Name}'");
        float[] values = entry.Type switch
        {
            "F64" => FloatBytes.FromDoubles(bytes),
            "F16" => FloatBytes.FromHalves(bytes),
            "BF16" => FloatBytes.FromBrainFloats(bytes),
            _ => FloatBytes.FromSingles(bytes),
        };
        FiniteCheck.Check(path, entry.Name, values);
        return new Tensor(entry.Name, [.. entry.Axes.Select(axis => (int)axis)], values, role);
    }

    /// <summary>The bytes of one element of a floating-point type, 0 for other types.</summary>
    private static int FloatSize(string type) =>
        type switch
        {
            "F64" => 8,
            "F32" => 4,
            "F16" or "BF16" => 2,
            _ => 0,
        };

    private static WeightFileException Wrong(string path, SafetensorsEntry entry, string problem) =>
        new(path, $"tensor '{entry.Name}'", problem, "The file is damaged or cut off: write it again.");
}

using System.Buffers.Binary;
using System.IO.Compression;
using RuleCompiler.WeightFiles;

namespace RuleCompiler;

/// <summary>Reads the IDX files in which MNIST and its relatives are published.</summary>
public static class IdxFile
{
    /// <summary>gzip's deflate cannot shrink anything further than this.</summary>
    private const long MostCompression = 1032;

    /// <summary>Reads an array of unsigned bytes; a gzip file is unpacked, whatever its name.</summary>
    /// <exception cref="WeightFileException">The file is missing, damaged, or holds another type than unsigned bytes.</exception>
    public static IdxArray Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return SourceFile.Read(
            path,
            stream =>
            {
                bool packed = stream.ReadByte() == 0x1F && stream.ReadByte() == 0x8B;
                stream.Position = 0;
                return packed ? ReadPacked(stream, path) : ReadArray(stream, stream.Length, path);
            }
        );
    }

    private static IdxArray ReadPacked(FileStream stream, string path)
    {
        try
        {
            using var content = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
            return ReadArray(content, stream.Length * MostCompression, path);
        }
        catch (InvalidDataException e)
        {
            throw new WeightFileException(path, null, $"The gzip file is damaged: {e.Message}", "Copy it again.", e);
        }
    }

    private static IdxArray ReadArray(Stream stream, long length, string path)
    {
        byte[] magic = SourceFile.ReadBytes(stream, 4, path, "header");
        if (magic[0] != 0 || magic[1] != 0 || magic[2] != 8)
        {
            throw new WeightFileException(
                path,
                "header",
                "It is no IDX file of unsigned bytes.",
                "Its first bytes should be 0, 0, 8."
            );
        }

        byte[] lengths = SourceFile.ReadBytes(stream, 4 * magic[3], path, "header");
        var axes = new long[magic[3]];
        for (int i = 0; i < axes.Length; i++)
        {
            axes[i] = BinaryPrimitives.ReadUInt32BigEndian(lengths.AsSpan(4 * i));
        }

        (int[] shape, int count) = ShapeCheck.Check(axes, path, "header");
        return count > length
            ? throw SourceFile.Truncated(path, $"array [{string.Join(", ", shape)}]")
            : new IdxArray(shape, SourceFile.ReadBytes(stream, count, path, "array"));
    }
}

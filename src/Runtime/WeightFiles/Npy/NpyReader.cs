using System.Buffers.Binary;
using System.Text;

namespace RuleCompiler.WeightFiles.Npy;

/// <summary>Reads one .npy array from a stream of known length.</summary>
internal static class NpyReader
{
    /// <summary>numpy itself writes a few hundred bytes.</summary>
    private const int MaxHeader = 1 << 16;

    /// <param name="stream">The bytes, from the magic number on.</param>
    /// <param name="length">How many bytes the stream declares.</param>
    /// <param name="file">The file, for messages.</param>
    /// <param name="place">The entry of the file, for messages.</param>
    public static NpyArray Read(Stream stream, long length, string file, string? place)
    {
        byte[] start = SourceFile.ReadBytes(stream, Math.Min(length, 8), file, place);
        if (!IsMagic(start))
        {
            throw new WeightFileException(
                file,
                place,
                "It does not begin as a .npy array does.",
                "Save it with numpy.save or numpy.savez."
            );
        }

        if (start.Length < 8)
        {
            throw SourceFile.Truncated(file, place);
        }

        int lengthBytes = start[6] switch
        {
            1 => 2,
            2 or 3 => 4,
            _ => throw new WeightFileException(
                file,
                place,
                $"The .npy version {start[6]} is unknown.",
                "Versions 1 to 3 are understood."
            ),
        };
        byte[] size = SourceFile.ReadBytes(stream, lengthBytes, file, place);
        uint headerLength =
            lengthBytes == 2
                ? BinaryPrimitives.ReadUInt16LittleEndian(size)
                : BinaryPrimitives.ReadUInt32LittleEndian(size);
        long left = length - 8 - lengthBytes - headerLength;
        if (headerLength > MaxHeader || left < 0)
        {
            throw new WeightFileException(
                file,
                place,
                $"The header declares {headerLength} bytes.",
                "The file is damaged or cut off: write it again."
            );
        }

        string text = Encoding.UTF8.GetString(SourceFile.ReadBytes(stream, headerLength, file, place));
        return ReadElements(NpyHeader.Parse(text, file, place), stream, left, file, place);
    }

    private static bool IsMagic(ReadOnlySpan<byte> start) =>
        start.Length >= 6 && start[0] == 0x93 && start[1..6].SequenceEqual("NUMPY"u8);

    private static NpyArray ReadElements(NpyHeader header, Stream stream, long left, string file, string? place)
    {
        (int[] shape, int count) = ShapeCheck.Check(header.Axes, file, place ?? "header");
        long size = (long)count * header.Size;
        if (size > left)
        {
            throw new WeightFileException(
                file,
                place,
                $"The shape [{string.Join(", ", shape)}] needs {size} bytes, but {left} are there.",
                "The file is damaged or cut off: write it again."
            );
        }

        byte[] bytes = SourceFile.ReadBytes(stream, size, file, place);
        if (header.Fortran && count > 0)
        {
            bytes = FortranOrder.ToC(bytes, shape, header.Size);
        }

        return new NpyArray(place is null ? file : $"{file}, {place}", header.Type, shape, bytes, count);
    }
}

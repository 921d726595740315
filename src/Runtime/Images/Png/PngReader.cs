using System.IO.Compression;

namespace RuleCompiler.Images.Png;

/// <summary>Reads PNG pictures (ISO/IEC 15948), in memory that the file's own length bounds.</summary>
internal static class PngReader
{
    /// <summary>Deflate packs at most 1032 bytes into one.</summary>
    private const long MostPacked = 1032;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Reads a file.</summary>
    /// <exception cref="ImageFileException">It is missing, damaged, or no PNG.</exception>
    public static PngPicture Read(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return Read(stream, path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ImageFileException(path, null, "There is no such file.", "Check the path.", e);
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ImageFileException(
                path,
                null,
                $"The file cannot be read: {e.Message}",
                "Check the path and its permissions.",
                e
            );
        }
    }

    private static PngPicture Read(FileStream stream, string file)
    {
        Span<byte> signature = stackalloc byte[8];
        int length = stream.ReadAtLeast(signature, 8, throwOnEndOfStream: false);
        if (!signature[..length].SequenceEqual(Signature))
            throw new ImageFileException(
                file,
                null,
                "It does not begin as a PNG picture does.",
                "Save the picture as PNG."
            );
        var chunks = new PngChunks(stream, file);
        chunks.Next();
        if (chunks.Type != "IHDR")
            throw chunks.Wrong("The first chunk is not IHDR.");
        PngHeader header = PngHeader.Parse(chunks.ReadAll(13), file);
        if (header.DataLength > stream.Length * MostPacked)
            throw new ImageFileException(
                file,
                "chunk IHDR",
                $"The picture has {header.Width} × {header.Height} pixels, more than {stream.Length} bytes can hold.",
                "The file is damaged or cut off: write or copy it again."
            );
        PngColours colours = ReadColours(chunks, header);
        ushort[] samples = ReadPixels(chunks, header, colours);
        ReadToEnd(chunks);
        return new PngPicture(file, header.Width, header.Height, colours.Channels, colours.Most, samples);
    }

    /// <summary>Reads up to the pixels.</summary>
    private static PngColours ReadColours(PngChunks chunks, PngHeader header)
    {
        byte[]? palette = null,
            transparency = null;
        for (chunks.Next(); chunks.Type != "IDAT"; chunks.Next())
        {
            switch (chunks.Type)
            {
                case "PLTE":
                    palette = chunks.ReadAll(768);
                    if (palette.Length == 0 || palette.Length % 3 != 0)
                        throw chunks.Wrong($"{palette.Length} bytes are no colours of 3 bytes each.");
                    break;
                case "tRNS":
                    transparency = chunks.ReadAll(256);
                    bool fits = header.Type switch
                    {
                        0 or 2 => transparency.Length == 2 * header.Stored,
                        PngHeader.Palette => true,
                        _ => false,
                    };
                    if (!fits)
                        throw chunks.Wrong(
                            $"{transparency.Length} bytes do not belong to a picture of colour type {header.Type}."
                        );
                    break;
                default:
                    SkipOther(chunks);
                    break;
            }
        }

        return header.Type == PngHeader.Palette && palette is null
            ? throw chunks.Wrong("The picture's palette is missing.")
            : new PngColours(header, palette, transparency);
    }

    private static ushort[] ReadPixels(PngChunks chunks, PngHeader header, PngColours colours)
    {
        try
        {
            using var pixels = new ZLibStream(new PngData(chunks), CompressionMode.Decompress);
            ushort[] samples = ReadPasses(pixels, chunks, header, colours);
            return pixels.ReadByte() < 0 // reads the compressed data's own check sum, too
                ? samples
                : throw chunks.Wrong("There are more pixels than the header says.");
        }
        catch (InvalidDataException e)
        {
            throw chunks.Wrong("The compressed pixels are damaged.", e);
        }
    }

    private static ushort[] ReadPasses(Stream pixels, PngChunks chunks, PngHeader header, PngColours colours)
    {
        int channels = colours.Channels;
        var samples = new ushort[checked(header.Width * header.Height * channels)];
        foreach (PngPass pass in header.Passes)
        {
            int columns = pass.Columns(header.Width),
                rows = columns == 0 ? 0 : pass.Rows(header.Height);
            byte[] above = new byte[1 + header.RowLength(columns)],
                row = new byte[above.Length];
            for (int y = 0; y < rows; y++)
            {
                if (pixels.ReadAtLeast(row, row.Length, throwOnEndOfStream: false) < row.Length)
                    throw chunks.Wrong("There are fewer pixels than the header says.");
                if (!PngFilter.Undo(row[0], row.AsSpan(1), above.AsSpan(1), header.Step))
                    throw chunks.Wrong($"Row {pass.Top + (y * pass.Down)} has the unknown filter {row[0]}.");
                int start = (pass.Top + (y * pass.Down)) * header.Width;
                for (int x = 0; x < columns; x++)
                {
                    int at = (start + pass.Left + (x * pass.Across)) * channels;
                    if (!colours.Unpack(row.AsSpan(1), x, samples.AsSpan(at, channels)))
                        throw chunks.Wrong(
                            $"Row {pass.Top + (y * pass.Down)} has a colour that is not in the palette."
                        );
                }

                (above, row) = (row, above);
            }
        }

        return samples;
    }

    /// <summary>Reads on to the last chunk, so that a file that was cut off is noticed.</summary>
    private static void ReadToEnd(PngChunks chunks)
    {
        while (chunks.Type == "IDAT")
        {
            chunks.Skip();
            chunks.Next();
        }

        for (; chunks.Type != "IEND"; chunks.Next())
            SkipOther(chunks);
    }

    /// <summary>A small first letter means that the picture can be shown without the chunk.</summary>
    private static void SkipOther(PngChunks chunks)
    {
        if (char.IsAsciiLetterUpper(chunks.Type[0]) && chunks.Type != "PLTE")
            throw chunks.Wrong("A chunk of this type is unknown, or not in its place.");
        chunks.Skip();
    }
}

namespace RuleCompiler.WeightFiles;

/// <summary>Opens a file to read and turns every way in which that fails into the one exception.</summary>
internal static class SourceFile
{
    /// <summary>Reads a file that is not empty; the stream can seek and begins at the file's start.</summary>
    /// <exception cref="WeightFileException">The file cannot be read, or <paramref name="read"/> threw it.</exception>
    public static T Read<T>(string path, Func<FileStream, T> read)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return stream.Length == 0
                ? throw new WeightFileException(path, null, "The file is empty.", "Write or copy it again.")
                : read(stream);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new WeightFileException(path, null, "There is no such file.", "Check the path.", e);
        }
        catch (EndOfStreamException e)
        {
            throw Truncated(path, null, e);
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new WeightFileException(
                path,
                null,
                $"The file cannot be read: {e.Message}",
                "Check the path and its permissions.",
                e
            );
        }
    }

    /// <summary>The file ends before what it declares.</summary>
    public static WeightFileException Truncated(string file, string? place, Exception? inner = null) =>
        new(file, place, "The file ends too early.", "It was cut off: write or copy it again.", inner);

    /// <summary>
    /// Reads exactly this many bytes. What a file holds is read in one piece; where that is not known the buffer grows
    /// with what arrives, so that a compressed stream which declares much and holds little costs little.
    /// </summary>
    public static byte[] ReadBytes(Stream stream, long count, string file, string? place)
    {
        if (count > Array.MaxLength)
        {
            throw new WeightFileException(
                file,
                place,
                $"It declares {count} bytes, more than an array holds.",
                "Split it."
            );
        }

        long sure = stream.CanSeek ? stream.Length - stream.Position : 1 << 20;
        byte[] buffer = GC.AllocateUninitializedArray<byte>((int)Math.Min(count, sure));
        int filled = 0;
        while (filled < count)
        {
            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, (int)Math.Min(count, 2L * filled));
            }

            int read = stream.Read(buffer, filled, buffer.Length - filled);
            if (read == 0)
            {
                throw Truncated(file, place);
            }

            filled += read;
        }

        return buffer;
    }
}

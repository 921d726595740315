using System.IO.Compression;
using RuleCompiler.Files;

namespace RuleCompiler.WeightFiles.Npy;

/// <summary>Reads the .npy entries of a zip.</summary>
internal static class NpzReader
{
    private const string Extension = ".npy";

    /// <summary>Deflate cannot shrink anything further than this.</summary>
    private const long MostCompression = 1032;

    public static (List<string> Names, Dictionary<string, NpyArray> Arrays) Read(FileStream stream, string file)
    {
        try
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            var names = new List<string>();
            var arrays = new Dictionary<string, NpyArray>(StringComparer.Ordinal);
            CheckSizes(zip, stream.Length, file);
            foreach (
                ZipArchiveEntry entry in zip.Entries.Where(e =>
                    e.FullName.EndsWith(Extension, StringComparison.Ordinal)
                )
            )
            {
                string name = entry.FullName[..^Extension.Length];
                if (!arrays.TryAdd(name, ReadEntry(entry, name, file)))
                {
                    throw new WeightFileException(
                        file,
                        $"array '{name}'",
                        "Two arrays have this name.",
                        "Give each its own."
                    );
                }

                names.Add(name);
            }

            return (names, arrays);
        }
        catch (Exception e) when (IsZipProblem(e))
        {
            throw new WeightFileException(
                file,
                null,
                $"It is no .npz file, or damaged: {e.Message}",
                "Save it with numpy.savez, or copy it again.",
                e
            );
        }
    }

    private static NpyArray ReadEntry(ZipArchiveEntry entry, string name, string file)
    {
        string place = $"array '{name}'";
        using var content = new CheckedStream(entry.Open());
        NpyArray array = NpyReader.Read(content, entry.Length, file, place);
        content.CopyTo(Stream.Null);
        return content.Crc == entry.Crc32
            ? array
            : throw new WeightFileException(
                file,
                place,
                "The zip's check sum differs.",
                "The file is damaged: copy it again."
            );
    }

    /// <summary>Entries may lie about their length, or share their bytes: together they can hold no more than this.</summary>
    private static void CheckSizes(ZipArchive zip, long length, string file)
    {
        long left = MostCompression * length;
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            if (entry.Length < 0 || entry.Length > left)
            {
                throw new WeightFileException(
                    file,
                    $"entry '{entry.FullName}'",
                    $"It declares {entry.Length} bytes, more than the file can hold.",
                    "The file is damaged: write it again."
                );
            }

            left -= entry.Length;
        }
    }

    private static bool IsZipProblem(Exception e) =>
        e is InvalidDataException or IOException or NotSupportedException or ArgumentException or OverflowException;
}

using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using RuleCompiler.WeightFiles;
using RuleCompiler.WeightFiles.Npy;

namespace RuleCompiler;

/// <summary>The arrays of one of numpy's .npz files: a zip of .npy files.</summary>
public sealed class NpzFile
{
    private readonly string path;
    private readonly Dictionary<string, NpyArray> arrays;

    private NpzFile(string path, IReadOnlyList<string> names, Dictionary<string, NpyArray> arrays)
    {
        this.path = path;
        this.arrays = arrays;
        Names = names;
    }

    /// <summary>The arrays' names, without ".npy", in the order of the file.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The array of a name.</summary>
    /// <exception cref="WeightFileException">No array has this name; the message lists those that are there.</exception>
    public NpyArray this[string name] =>
        TryGet(name, out NpyArray? array)
            ? array
            : throw new WeightFileException(
                path,
                null,
                $"There is no array '{name}'.",
                $"There are: {string.Join(", ", Names.Take(20))}."
            );

    /// <summary>Looks an array up by its name.</summary>
    /// <returns>Whether there is one.</returns>
    public bool TryGet(string name, [NotNullWhen(true)] out NpyArray? array) => arrays.TryGetValue(name, out array);

    /// <summary>Reads every array; entries that are no .npy files are passed over.</summary>
    /// <exception cref="WeightFileException">The file is missing, damaged, or holds an array of another kind.</exception>
    public static NpzFile Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        (List<string> names, Dictionary<string, NpyArray> arrays) = SourceFile.Read(
            path,
            stream => NpzReader.Read(stream, path)
        );
        return new NpzFile(path, names, arrays);
    }

    /// <summary>Writes tensors as float32 arrays, compressed, as a whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">The arrays, each with its own name.</param>
    /// <exception cref="ArgumentException">Two tensors have the same name.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<Tensor> tensors)
    {
        var set = new WeightSet(path, tensors);
        AtomicFile.Write(
            path,
            stream =>
            {
                using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
                foreach (Tensor tensor in set)
                {
                    ZipArchiveEntry entry = zip.CreateEntry(tensor.Name + ".npy");

                    // A fixed time: the same tensors give the same bytes.
                    entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
                    using Stream content = entry.Open();
                    NpyWriter.Write(content, tensor);
                }
            }
        );
    }
}

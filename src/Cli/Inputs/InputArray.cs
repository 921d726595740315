using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Inputs;

/// <summary>An input as a file holds it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Values">The numbers in memory order.</param>
/// <param name="Shape">The lengths of the axes.</param>
internal sealed record InputArray(string Path, float[] Values, int[] Shape)
{
    /// <summary>Reads a .npy, .npz or .png file; of a .npz file the one array that holds inputs of the network.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shape">The shape of the network's input, which says how many colours a picture is read with.</param>
    public static InputArray Read(string path, IReadOnlyList<int> shape)
    {
        if (!File.Exists(path))
            throw ToolException.Use($"there is no input '{path}'");
        switch (System.IO.Path.GetExtension(path).ToLowerInvariant())
        {
            case ".npy":
                NpyArray array = NpyFile.Read(path);
                return new(path, array.ToSingles(), array.Shape);
            case ".npz":
                return Member(path, shape);
            case ".png":
                return PictureInput.Read(path, shape);
            default:
                throw ToolException.Use(
                    $"'{path}' is neither a .npy, a .npz nor a .png file; convert it to one of them"
                );
        }
    }

    /// <summary>The one sample that a network is to be fed.</summary>
    /// <param name="shape">The shape of the network's input.</param>
    /// <param name="index">Which sample of a batch; null where nobody said.</param>
    /// <exception cref="ToolException">The array is no input of the network.</exception>
    public float[] Sample(IReadOnlyList<int> shape, int? index)
    {
        int size = shape.Aggregate(1, (product, extent) => product * extent);
        if (IsBatch(shape))
        {
            int count = Shape[0];
            if (index is null && count != 1)
                throw ToolException.Use($"{this} holds {count} samples; say which by --index, from 0 to {count - 1}");
            int chosen = index ?? 0;
            return chosen < count
                ? Values[(chosen * size)..((chosen + 1) * size)]
                : throw ToolException.Use($"--index {chosen}: {this} holds samples 0 to {count - 1}");
        }
        if (!Same(Shape, shape))
            throw ToolException.Use(
                $"{this} is no input of the network, which takes {Text(shape)}, or a batch of them with --index"
            );
        return index is null or 0
            ? Values
            : throw ToolException.Use($"--index {index}: {this} holds one sample; leave --index out");
    }

    /// <summary>All of a batch, or the one sample.</summary>
    /// <param name="shape">The shape of the network's input.</param>
    /// <exception cref="ToolException">The array is no input of the network.</exception>
    public IReadOnlyList<float[]> Samples(IReadOnlyList<int> shape) =>
        IsBatch(shape) ? [.. Enumerable.Range(0, Shape[0]).Select(i => Sample(shape, i))] : [Sample(shape, null)];

    /// <summary>Refuses what is neither a batch of samples nor one.</summary>
    /// <param name="shape">The shape of the network's input.</param>
    /// <exception cref="ToolException">The array holds no inputs of the network.</exception>
    public void RequireSamples(IReadOnlyList<int> shape)
    {
        if (!IsBatch(shape) && !Same(Shape, shape))
            throw ToolException.Use(
                $"{this} holds no inputs of the network, which takes {Text(shape)}, or a batch of them"
            );
    }

    public override string ToString() => $"'{Path}' {Text(Shape)}";

    private static InputArray Member(string path, IReadOnlyList<int> shape)
    {
        NpzFile file = NpzFile.Read(path);
        InputArray[] fitting =
        [
            .. file
                .Names.Where(name => Fits(file[name].Shape))
                .Select(name => new InputArray($"{path}:{name}", file[name].ToSingles(), file[name].Shape)),
        ];
        return fitting is [var only]
            ? only
            : throw ToolException.Use(
                $"'{path}' holds {(fitting.Length == 0 ? "no array" : "several arrays")} of inputs {Text(shape)}; its arrays are "
                    + $"{string.Join(", ", file.Names.Select(name => $"{name} {Text(file[name].Shape)}"))}; give one as a .npy file"
            );

        bool Fits(int[] found) => Same(found, shape) || (found.Length > 0 && Same(found[1..], shape));
    }

    private static string Text(IEnumerable<int> shape) => $"[{string.Join(",", shape)}]";

    private bool IsBatch(IReadOnlyList<int> shape) =>
        Shape.Length > 0 && !Same(Shape, shape) && Same(Shape[1..], shape);

    /// <summary>Equal but for axes of length one: [28,28] is [1,28,28].</summary>
    private static bool Same(IEnumerable<int> one, IEnumerable<int> other) =>
        one.Where(e => e != 1).SequenceEqual(other.Where(e => e != 1));
}

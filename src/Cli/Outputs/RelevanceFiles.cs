using RuleCompiler.Cli.Networks;

namespace RuleCompiler.Cli.Outputs;

/// <summary>Relevance as .npy files.</summary>
internal static class RelevanceFiles
{
    /// <summary>
    /// One array of the input's shape without the batch; for several inputs one file each, R.npy becoming
    /// R.NAME.npy.
    /// </summary>
    public static void Save(Subject subject, Explained explained, string path)
    {
        foreach ((string file, int[] shape, float[] relevance) in Parts(subject, explained, path))
            NpyFile.Write(file, relevance, shape);
    }

    /// <summary>The relevance of each input, with the file it goes to.</summary>
    public static IEnumerable<(string File, int[] Shape, float[] Relevance)> Parts(
        Subject subject,
        Explained explained,
        string path
    )
    {
        if (explained.Shape is { } own)
        {
            yield return (path, own, explained.Relevance);
            yield break;
        }
        if (subject.Inputs.Count == 1)
        {
            // rules of several channels without Finish leave one relevance for each of them
            int[] shape = subject.Inputs[0].Shape;
            int channels = explained.Relevance.Length / shape.Aggregate(1, (size, extent) => size * extent);
            yield return (path, channels == 1 ? shape : [channels, .. shape], explained.Relevance);
            yield break;
        }
        int at = 0;
        foreach ((string name, int[] shape) in subject.Inputs)
        {
            int count = shape.Aggregate(1, (size, extent) => size * extent);
            yield return (NameOf(path, name), shape, explained.Relevance[at..(at + count)]);
            at += count;
        }
    }

    private static string NameOf(string path, string input)
    {
        string safe = string.Concat(input.Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' ? c : '_'));
        return Path.ChangeExtension(path, $"{safe}{Path.GetExtension(path)}");
    }
}

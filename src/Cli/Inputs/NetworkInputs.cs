using RuleCompiler.Cli.Networks;
using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Inputs;

/// <summary>Puts the files of --input together to the network's one input.</summary>
internal static class NetworkInputs
{
    /// <param name="subject">The network.</param>
    /// <param name="given">FILE, or NAME=FILE for each of several inputs.</param>
    /// <param name="index">Which sample of a batch.</param>
    /// <exception cref="ToolException">An input is missing, unknown, given twice or of another shape.</exception>
    public static float[] Read(Subject subject, IReadOnlyList<string> given, int? index)
    {
        IReadOnlyList<(string Name, int[] Shape)> inputs = subject.Inputs;
        string all = string.Join(", ", inputs.Select(i => $"{i.Name} [{string.Join(",", i.Shape)}]"));
        Dictionary<string, string> files = [];
        foreach (string text in given)
        {
            (string name, string file) = Split(text, inputs, all);
            if (!files.TryAdd(name, file))
                throw ToolException.Use($"--input '{text}': the input '{name}' is given twice");
        }
        if (inputs.FirstOrDefault(i => !files.ContainsKey(i.Name)) is { Name: { } missing })
            throw ToolException.Use(
                $"the input '{missing}' is not given; the inputs are {all}; add --input {missing}=FILE"
            );
        return [.. inputs.SelectMany(i => InputArray.Read(files[i.Name], i.Shape).Sample(i.Shape, index))];
    }

    /// <summary>All samples of a file, for a network of one input.</summary>
    /// <exception cref="ToolException">The file holds no inputs of the network, or the network has several.</exception>
    public static IReadOnlyList<float[]> ReadAll(Subject subject, string file, string option) =>
        subject.Inputs is [var (_, shape)]
            ? InputArray.Read(file, shape).Samples(shape)
            : throw ToolException.Use(
                $"{option} '{file}': the network has {subject.Inputs.Count} inputs, and a reference is read for networks of one"
            );

    /// <summary>All samples of a file one after another, [N, input], for a network of one input.</summary>
    /// <exception cref="ToolException">The file holds no inputs of the network, or the network has several.</exception>
    public static float[] ReadData(Subject subject, string file)
    {
        if (subject.Inputs is not [var (_, shape)])
            throw ToolException.Use(
                $"--data '{file}': the network has {subject.Inputs.Count} inputs, and data are read for networks of one"
            );
        InputArray data = InputArray.Read(file, shape);
        data.RequireSamples(shape);
        return data.Values;
    }

    /// <summary>All samples of a network of one input, [N, input], or one of them; of several inputs one sample.</summary>
    /// <param name="subject">The network.</param>
    /// <param name="given">FILE, or NAME=FILE for each of several inputs.</param>
    /// <param name="index">Which sample of a batch; all where null.</param>
    /// <exception cref="ToolException">An input is missing, unknown, given twice or of another shape.</exception>
    public static float[] ReadSamples(Subject subject, IReadOnlyList<string> given, int? index)
    {
        if (index is not null || subject.Inputs is not [var (_, shape)] || given is not [var text])
            return Read(subject, given, index);
        InputArray array = InputArray.Read(Split(text, subject.Inputs, "").File, shape);
        array.RequireSamples(shape);
        return array.Values;
    }

    private static (string Name, string File) Split(
        string text,
        IReadOnlyList<(string Name, int[] Shape)> inputs,
        string all
    )
    {
        int equals = text.IndexOf('=');
        if (equals > 0 && inputs.Any(i => i.Name == text[..equals]))
            return (text[..equals], text[(equals + 1)..]);
        if (inputs.Count == 1)
            return (inputs[0].Name, text);
        throw ToolException.Use(
            equals > 0
                ? $"--input '{text}': the network has no input '{text[..equals]}'; its inputs are {all}"
                : $"--input '{text}': the network has {inputs.Count} inputs, {all}; give each as NAME=FILE"
        );
    }
}

using RuleCompiler.Cli.Networks;
using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Inputs;

/// <summary>What --map says: relevance that was computed elsewhere.</summary>
internal static class MapOption
{
    /// <summary>The relevance of each input, [N, input], with its name.</summary>
    /// <exception cref="ToolException">The text is no NAME=FILE, or the file does not fit the inputs.</exception>
    public static (string Name, float[] Map) Read(Subject subject, string text, int? index, float[] inputs)
    {
        (string name, string file) = Parts(text);
        float[] map = NetworkInputs.ReadSamples(subject, [file], index);
        return map.Length == inputs.Length
            ? (name, map)
            : throw ToolException.Use(
                $"--map '{text}' holds {map.Length} relevances, the images {inputs.Length} values; give one for each, in the same order"
            );
    }

    /// <summary>What the relevance is called.</summary>
    /// <exception cref="ToolException">The text is no NAME=FILE.</exception>
    public static string Name(string text) => Parts(text).Name;

    private static (string Name, string File) Parts(string text) =>
        text.Split('=', 2) is [{ Length: > 0 } name, { Length: > 0 } file]
            ? (name, file)
            : throw ToolException.Use($"--map '{text}': give a name and a file, as in rde=R.npy");
}

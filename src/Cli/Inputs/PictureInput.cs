using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Inputs;

/// <summary>A picture as an input.</summary>
internal static class PictureInput
{
    public static InputArray Read(string path, IReadOnlyList<int> shape) =>
        throw ToolException.Failed($"'{path}': pictures are merged next {shape.Count}");
}

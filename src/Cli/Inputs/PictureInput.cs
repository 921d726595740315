using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Inputs;

/// <summary>A picture as an input.</summary>
internal static class PictureInput
{
    /// <summary>Values from 0, black, to 1, of the network's size and colours.</summary>
    /// <exception cref="ToolException">The network takes no picture.</exception>
    /// <exception cref="ImageFileException">The file is damaged, or the picture has another size.</exception>
    public static InputArray Read(string path, IReadOnlyList<int> shape)
    {
        int[] picture = shape.Count == 2 ? [1, .. shape] : [.. shape];
        return picture is [1 or 3, _, _]
            ? new(path, PngPicture.Load(path).ToInput(picture), picture)
            : throw ToolException.Use(
                $"the network takes [{string.Join(",", shape)}], which is no picture; give the input as a .npy file"
            );
    }
}

using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Outputs;

/// <summary>Refuses places where nothing can be written before anything is computed.</summary>
internal static class Destination
{
    /// <exception cref="ToolException">The extension is another, or there is no such folder.</exception>
    public static void Check(string? path, string extension, string option)
    {
        if (path is null)
            return;
        if (!Path.GetExtension(path).Equals(extension, StringComparison.OrdinalIgnoreCase))
            throw ToolException.Use($"{option} '{path}': the file must end in {extension}");
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "";
        if (!Directory.Exists(folder))
            throw ToolException.Use($"{option} '{path}': there is no folder '{folder}'; make it first");
    }
}

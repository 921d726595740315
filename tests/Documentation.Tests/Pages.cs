namespace RuleCompiler.Documentation.Tests;

/// <summary>The repository's files by their path from its root.</summary>
internal static class Pages
{
    public static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, file));

    /// <summary>Files below a folder; what a build leaves behind is none of them.</summary>
    public static IEnumerable<string> Below(string folder, string pattern) =>
        Directory
            .EnumerateFiles(Path.Combine(Repository.Root, folder), pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(file => !file.Contains("/bin/") && !file.Contains("/obj/"))
            .Order(StringComparer.Ordinal);
}

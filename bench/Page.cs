namespace RuleCompiler.Bench;

/// <summary>docs/performance.md: parts between comments are written by program, the rest by hand.</summary>
internal static class Page
{
    /// <summary>The folder of the solution that this program was built in.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Writes one part of the page.</summary>
    public static void Write(string part, string content)
    {
        string path = Path.Combine(Root, "docs", "performance.md");
        string text = Replace(File.ReadAllText(path), part, content);
        AtomicFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>The text with the lines between a part's two comments replaced.</summary>
    /// <exception cref="FormatException">The text does not have both comments, in order, once.</exception>
    public static string Replace(string text, string part, string content)
    {
        (string open, string close) = ($"<!-- {part} -->\n", $"<!-- /{part} -->");
        int begin = text.IndexOf(open, StringComparison.Ordinal) + open.Length;
        int end = text.IndexOf(close, StringComparison.Ordinal);
        if (
            begin < open.Length
            || end < begin
            || text.LastIndexOf(open, StringComparison.Ordinal) + open.Length != begin
        )
            throw new FormatException($"The page has no part between '{open.TrimEnd()}' and '{close}'.");
        return $"{text[..begin]}{content.TrimEnd('\n')}\n{text[end..]}";
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "RuleCompiler.sln")))
            folder = folder.Parent;
        return folder?.FullName
            ?? throw new DirectoryNotFoundException("The solution's folder is not above the program.");
    }
}

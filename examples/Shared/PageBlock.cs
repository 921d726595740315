using System.Text;
using RuleCompiler;

namespace Examples.Shared;

/// <summary>A part of a page of Markdown that a program writes, between <c>&lt;!-- name --&gt;</c> and <c>&lt;!-- /name --&gt;</c>.</summary>
internal static class PageBlock
{
    /// <summary>Puts the text in place of what stood there.</summary>
    /// <exception cref="InvalidDataException">The page has no such lines.</exception>
    /// <exception cref="IOException">The page cannot be read or written.</exception>
    public static void Write(string path, string name, string text)
    {
        string page = File.ReadAllText(path);
        string begin = $"<!-- {name} -->",
            end = $"<!-- /{name} -->";
        int first = page.IndexOf(begin, StringComparison.Ordinal),
            last = page.IndexOf(end, StringComparison.Ordinal);
        if (first < 0 || last < first)
            throw new InvalidDataException($"{path} has no lines {begin} and {end} to write between.");
        string made = $"{page[..first]}{begin}\n{text}{page[last..]}";
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(made)));
    }
}

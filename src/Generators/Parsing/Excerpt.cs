using Microsoft.CodeAnalysis;

namespace RuleCompiler.Generators.Parsing;

/// <summary>Code as messages quote it: on one line, and not all of a long piece.</summary>
internal static class Excerpt
{
    private const int Longest = 60;

    public static string Of(SyntaxNode syntax)
    {
        string line = string.Join(" ", syntax.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= Longest ? $"'{line}'" : $"'{line.Substring(0, Longest - 1)}…'";
    }

    public static UnsupportedException Unsupported(SyntaxNode syntax) => new(syntax, Of(syntax));
}

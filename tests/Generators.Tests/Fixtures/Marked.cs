using Microsoft.CodeAnalysis;
using RuleCompiler.Generators.Diagnostics;

namespace RuleCompiler.Generators.Tests.Fixtures;

/// <summary>Asserts that source with one span marked [|…|] gives one diagnostic, at exactly that span.</summary>
internal static class Marked
{
    public static string Network(string id, string source) =>
        Only(id, source, compilation => compilation.ParseNetwork().Diagnostics.Where(d => d.Id != "RC0017" || id == "RC0017"));

    public static string Composite(string id, string source) =>
        Only(id, source, compilation => compilation.ParseComposite().Diagnostics);

    /// <returns>The message.</returns>
    private static string Only(string id, string source, Func<Compilation, IEnumerable<DiagnosticInfo>> parse)
    {
        int start = source.IndexOf("[|", StringComparison.Ordinal);
        int end = source.IndexOf("|]", StringComparison.Ordinal);
        string expected = source[(start + 2)..end];
        Compilation compilation = Compiled.Compile(source[..start] + expected + source[(end + 2)..]);
        string text = compilation.SyntaxTrees.Single().ToString();

        DiagnosticInfo found = Assert.Single(parse(compilation));
        Assert.Equal(id, found.Id);
        Assert.Equal(expected, text.Substring(found.Span.Start, found.Span.Length));
        Assert.Equal(start, found.Span.Start - (text.Length - source.Length + 4)); // the fixture's usings come first
        return found.ToDiagnostic().GetMessage();
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using RuleCompiler.Generators.Diagnostics;

namespace RuleCompiler.Generators.Tests.Fixtures;

/// <summary>Asserts that source with one span marked [|…|] gives one diagnostic, at exactly that span.</summary>
internal static class Marked
{
    public static string Network(string id, string source) =>
        Only(
            id,
            source,
            c => c.ParseNetwork().Diagnostics.Where(d => d.Id != "RC0017" || id == "RC0017").Select(Found)
        );

    public static string Composite(string id, string source) =>
        Only(id, source, c => c.ParseComposite().Diagnostics.Select(Found));

    public static string Rule(string id, string source) =>
        Only(id, source, c => c.ParseRule().Diagnostics.Select(Found));

    /// <summary>The same for what the whole generator says; other diagnostics may stand beside it.</summary>
    public static string Explainer(string id, string source) =>
        Only(
            id,
            source,
            c =>
                c.Generate()
                    .Where(d => d.Id == id)
                    .Select(d => new Finding(d.Id, d.Location.SourceSpan, d.GetMessage()))
        );

    private sealed record Finding(string Id, TextSpan Span, string Message);

    private static Finding Found(DiagnosticInfo info) => new(info.Id, info.Span, info.ToDiagnostic().GetMessage());

    /// <returns>The message.</returns>
    private static string Only(string id, string source, Func<Compilation, IEnumerable<Finding>> find)
    {
        int start = source.IndexOf("[|", StringComparison.Ordinal);
        int end = source.IndexOf("|]", StringComparison.Ordinal);
        string expected = source[(start + 2)..end];
        Compilation compilation = Compiled.Compile(source[..start] + expected + source[(end + 2)..]);
        string text = compilation.SyntaxTrees.Single().ToString();

        Finding found = Assert.Single(find(compilation));
        Assert.Equal(id, found.Id);
        Assert.Equal(expected, text.Substring(found.Span.Start, found.Span.Length));
        Assert.Equal(start, found.Span.Start - (text.Length - source.Length + 4)); // the fixture's usings come first
        return found.Message;
    }
}

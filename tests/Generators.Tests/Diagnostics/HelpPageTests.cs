using Microsoft.CodeAnalysis;
using RuleCompiler.Generators.Diagnostics;
using RuleCompiler.Generators.Tests.Fixtures;

namespace RuleCompiler.Generators.Tests.Diagnostics;

public class HelpPageTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "docs", "diagnostics");

    public static TheoryData<string> Ids => [.. RuleDiagnostics.All.Select(d => d.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_diagnostic_has_a_page_with_cause_bad_and_fixed_code(string id)
    {
        DiagnosticDescriptor descriptor = RuleDiagnostics.ById(id);
        Assert.Equal("RuleCompiler", descriptor.Category);
        Assert.Equal($"docs/diagnostics/{id}.md", descriptor.HelpLinkUri);
        string page = File.ReadAllText(Path.Combine(Folder, $"{id}.md"));
        Assert.StartsWith($"# {id}: {descriptor.Title}\n", page, StringComparison.Ordinal);
        Assert.Contains($"\n{descriptor.DefaultSeverity}", page, StringComparison.Ordinal);
        foreach (string heading in new[] { "## Cause", "## Bad", "## Fixed" })
            Assert.Contains($"\n{heading}\n", page, StringComparison.Ordinal);
        Assert.Contains(
            $"| [{id}]({id}.md) | {descriptor.DefaultSeverity} | {descriptor.Title} |",
            Index(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Every_page_is_of_a_diagnostic()
    {
        IEnumerable<string> pages = Directory
            .EnumerateFiles(Folder, "RC*.md")
            .Select(p => Path.GetFileNameWithoutExtension(p));
        Assert.Equal(RuleDiagnostics.All.Select(d => d.Id), pages.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Ids_are_numbered_without_gaps_and_messages_are_one_sentence()
    {
        Assert.Equal(
            Enumerable.Range(1, RuleDiagnostics.All.Count).Select(n => $"RC{n:0000}"),
            RuleDiagnostics.All.Select(d => d.Id)
        );
        foreach (DiagnosticDescriptor descriptor in RuleDiagnostics.All)
        {
            string message = descriptor.MessageFormat.ToString();
            Assert.False(message.EndsWith('.'), message);
            Assert.DoesNotContain(
                ". ",
                message.Replace("et al. ", "", StringComparison.Ordinal),
                StringComparison.Ordinal
            );
        }

        Assert.Throws<KeyNotFoundException>(() => RuleDiagnostics.ById("RC9999"));
    }

    private static string Index() => File.ReadAllText(Path.Combine(Folder, "README.md"));
}

using Microsoft.CodeAnalysis;

namespace RuleCompiler.Documentation.Tests.RulePages;

/// <summary>Every rule and composite has a page, written from the sources and by hand.</summary>
public sealed class RulePagesTests
{
    private static readonly string[] Sections = ["## Meaning", "## Deviations", "## When to use"];

    public static TheoryData<string> Names => [.. PageSubject.All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_page_says_what_the_sources_say(string name)
    {
        PageSubject subject = PageSubject.Of(name);
        Rewriting.WriteOrCompare(subject.Path, PageText.Write(subject) + ByHand(subject));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_page_has_a_part_written_by_hand(string name)
    {
        string text = ByHand(PageSubject.Of(name));
        int[] starts = [.. Sections.Select(s => text.IndexOf($"{s}\n\n", StringComparison.Ordinal))];
        Assert.All(Sections.Zip(starts), s => Assert.True(s.Second >= 0, $"{name}.md lacks '{s.First}'."));
        foreach ((string section, int from, int to) in Sections.Zip(starts, starts[1..].Append(text.Length)))
            Assert.True(
                text[(from + section.Length)..to].Trim().Length > 15,
                $"{name}.md says nothing below '{section}'."
            );
    }

    [Fact]
    public void The_index_lists_every_page() => Rewriting.WriteOrCompare(PageIndex.Path, PageIndex.Write());

    [Fact]
    public void No_page_is_about_nothing() =>
        Assert.Equal(
            PageSubject.All.Select(s => s.Path).Append(PageIndex.Path).Order(StringComparer.Ordinal),
            Pages.Below("docs/rules", "*.md")
        );

    [Fact]
    public void What_pages_show_in_CSharp_compiles() =>
        Assert.DoesNotContain(
            Snippets.Compile(Pages.Below("docs/rules", "*.md")),
            d => d.Severity == DiagnosticSeverity.Error
        );

    /// <summary>What stands below the mark.</summary>
    private static string ByHand(PageSubject subject)
    {
        string path = Path.Combine(Repository.Root, subject.Path);
        string text = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        int mark = text.IndexOf(PageText.Mark, StringComparison.Ordinal);
        return mark < 0 ? "\n" : text[(mark + PageText.Mark.Length)..];
    }
}

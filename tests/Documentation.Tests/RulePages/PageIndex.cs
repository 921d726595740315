using System.Text;
using RuleCompiler.Cli.Grammar;

namespace RuleCompiler.Documentation.Tests.RulePages;

/// <summary>docs/rules/README.md: the text above its mark is written by hand, the tables below from the sources.</summary>
internal static class PageIndex
{
    public const string Path = "docs/rules/README.md";
    private const string Mark = "<!-- written from the sources: everything below -->";

    public static string Write()
    {
        string page = Pages.Read(Path).ReplaceLineEndings("\n");
        int mark = page.IndexOf(Mark, StringComparison.Ordinal);
        Assert.True(mark >= 0, $"{Path} lacks {Mark}.");
        StringBuilder text = new(page[..mark]);
        text.Append(Mark).Append("\n\n## Composites\n\n| `--composite` | rules |\n|---|---|\n");
        foreach (PageSubject subject in PageSubject.All.Where(s => s.Composite is not null))
            text.Append($"| {Link(subject)} | {Cell(CompositeDescription.Of(subject.Composite!).Line)} |\n");
        text.Append(
            "\n## Rules\n\n| rule | contribution, or way down | extra products, a ≥ 0 | a of any sign |\n|---|---|---|---|\n"
        );
        foreach (PageSubject subject in PageSubject.All.Where(s => s.Rule is not null))
            text.Append(Row(subject, subject.Rule!));
        text.Append("\n## Methods\n\n| `--composite` | asks the network for |\n|---|---|\n");
        foreach (PageSubject subject in PageSubject.All.Where(s => s.Method is not null))
            text.Append($"| {Link(subject)} | {Cell(subject.Method!.Asks)} |\n");
        return text.ToString();
    }

    private static string Row(PageSubject subject, RuleDescription rule) =>
        $"| [`{rule.Signature.Name}`]({subject.Name}.md) | {Cell(rule.Formulas[0].Split(" = ", 2)[1])} | {rule.CostAtNonNegative ?? "none"} | {rule.CostAtAnySign ?? "none"} |\n";

    private static string Link(PageSubject subject) => $"[{subject.Name}]({subject.Name}.md)";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}

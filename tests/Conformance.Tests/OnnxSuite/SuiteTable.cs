using System.Text;

namespace RuleCompiler.Conformance.Tests.OnnxSuite;

/// <summary>The table of docs/onnx.md that says how many tests of the suite pass.</summary>
internal static class SuiteTable
{
    public const string Begin = "<!-- suite: begin -->";
    public const string End = "<!-- suite: end -->";

    public static string Sum(IReadOnlyList<SuiteOutcome> outcomes) =>
        $"{outcomes.Count} tests: {outcomes.Count(o => o.Way != Way.NotApplicable)} run "
        + $"({outcomes.Count(o => o.Way == Way.Compiled)} as networks, {outcomes.Count(o => o.Way == Way.Folded)} by "
        + $"constant folding), {outcomes.Count(o => o.Passed)} passed, {outcomes.Count(o => o.Failed)} failed, "
        + $"{outcomes.Count(o => o.Way == Way.NotApplicable)} not applicable.";

    public static string Write(IReadOnlyList<SuiteOutcome> outcomes)
    {
        StringBuilder text = new();
        text.Append(Sum(outcomes)).Append("\n\n");
        text.Append(
            "| operator | as a network | folded | passed | not applicable | because |\n|---|---|---|---|---|---|\n"
        );
        ILookup<bool, IGrouping<string, SuiteOutcome>> groups = outcomes
            .GroupBy(outcome => outcome.Operator)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .ToLookup(group => group.Any(outcome => outcome.Way != Way.NotApplicable));
        foreach (IGrouping<string, SuiteOutcome> group in groups[true])
            Row(text, group.Key, [.. group]);
        SuiteOutcome[] others = [.. groups[false].SelectMany(group => group)];
        text.Append(
            $"| others | 0 | 0 | 0 | {others.Length} | not imported: {string.Join(", ", groups[false].Select(g => g.Key))} |\n"
        );
        return text.ToString();
    }

    /// <summary>A page with the table between the marks.</summary>
    public static string Put(string page, string table)
    {
        int begin = page.IndexOf(Begin, StringComparison.Ordinal);
        int end = page.IndexOf(End, StringComparison.Ordinal);
        Assert.True(begin >= 0 && end > begin, $"docs/onnx.md lacks {Begin} or {End}.");
        return $"{page[..(begin + Begin.Length)]}\n\n{table}\n{page[end..]}";
    }

    private static void Row(StringBuilder text, string name, SuiteOutcome[] outcomes)
    {
        IEnumerable<string> reasons = outcomes
            .Where(outcome => outcome.Way == Way.NotApplicable)
            .GroupBy(outcome => outcome.Problem!)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"{group.Key} ({group.Count()})");
        text.Append($"| {name} | {outcomes.Count(o => o.Way == Way.Compiled)} ")
            .Append($"| {outcomes.Count(o => o.Way == Way.Folded)} | {outcomes.Count(o => o.Passed)} ")
            .Append($"| {outcomes.Count(o => o.Way == Way.NotApplicable)} | {string.Join("; ", reasons)} |\n");
    }
}

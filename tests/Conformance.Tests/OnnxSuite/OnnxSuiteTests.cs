using RuleCompiler.TestData;
using Xunit.Abstractions;

namespace RuleCompiler.Conformance.Tests.OnnxSuite;

/// <summary>A promise of the project: ONNX's own backend tests pass wherever their operators are imported.</summary>
public sealed class OnnxSuiteTests(ITestOutputHelper output)
{
    private const string Rewrite = "RULECOMPILER_REWRITE";

    private static string Page => Path.Combine(TestFiles.Root, "docs", "onnx.md");

    [SuiteFact]
    public void Every_backend_test_of_imported_operators_passes()
    {
        IReadOnlyList<SuiteOutcome> outcomes = SuiteRun.Outcomes;
        output.WriteLine(SuiteTable.Sum(outcomes));
        foreach (SuiteOutcome outcome in outcomes.Where(outcome => outcome.Problem is not null))
            output.WriteLine($"{(outcome.Failed ? "FAILED" : "not applicable")} {outcome.Test}: {outcome.Problem}");
        Assert.DoesNotContain(outcomes, outcome => outcome.Failed);
        Assert.True(outcomes.Count(outcome => outcome.Way == Way.Compiled) >= 300);
    }

    [SuiteFact]
    public void The_page_tells_the_numbers_of_this_run()
    {
        string page = File.ReadAllText(Page).ReplaceLineEndings("\n");
        string current = SuiteTable.Put(page, SuiteTable.Write(SuiteRun.Outcomes));
        if (page != current && Environment.GetEnvironmentVariable(Rewrite) == "1")
            File.WriteAllText(Page, current);
        else
            Assert.True(
                page == current,
                $"docs/onnx.md is stale; run: {Rewrite}=1 dotnet test -c Release tests/Conformance.Tests --filter OnnxSuite"
            );
    }
}

using RuleCompiler.Conformance.Tests.Reference;
using RuleCompiler.TestData;

namespace RuleCompiler.Conformance.Tests.Goldens;

/// <summary>docs/conformance.md tells of every golden entry, as this run found it.</summary>
public sealed class ConformancePageTests
{
    private const string Rewrite = "RULECOMPILER_REWRITE";

    private static string Page => Path.Combine(TestFiles.Root, "docs", "conformance.md");

    [Fact]
    public void Every_entry_passes_and_the_page_says_so()
    {
        string page = File.ReadAllText(Page).ReplaceLineEndings("\n");
        string table = ConformanceTable.Write();
        if (Environment.GetEnvironmentVariable(Rewrite) == "1")
            File.WriteAllText(Page, ConformanceTable.Put(page, table));
        else
            Assert.True(
                ConformanceTable.Agree(ConformanceTable.In(page), table),
                $"docs/conformance.md is stale; run: {Rewrite}=1 dotnet test -c Release tests/Conformance.Tests --filter Goldens"
            );
        Assert.DoesNotContain("NO |", table, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_entry_has_a_method_and_each_method_an_entry() =>
        Assert.Equal(
            GoldenFile.Entries.Select(entry => entry.Id).Distinct().Order(StringComparer.Ordinal),
            GoldenMethods.All.Keys.Order(StringComparer.Ordinal)
        );
}

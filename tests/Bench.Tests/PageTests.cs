using System.Text.Json;
using RuleCompiler.Bench.Tables;

namespace RuleCompiler.Bench.Tests;

/// <summary>What is written between the comments of docs/performance.md.</summary>
public sealed class PageTests
{
    private const string Text =
        "before\n<!-- one -->\nold\nlines\n<!-- /one -->\nafter <!-- two -->\n<!-- two -->\n<!-- /two -->\n";

    [Fact]
    public void APartIsReplacedAndNothingElse() =>
        Assert.Equal(Text.Replace("old\nlines\n", "new\n"), Page.Replace(Text, "one", "new\n\n"));

    [Fact]
    public void ReplacingTwiceIsReplacingOnce() =>
        Assert.Equal(Page.Replace(Text, "one", "new"), Page.Replace(Page.Replace(Text, "one", "new"), "one", "new"));

    [Theory]
    [InlineData("three")] // not there
    [InlineData("two")] // twice
    public void APartMustBeThereOnce(string part) =>
        Assert.Throws<FormatException>(() => Page.Replace(Text, part, "new"));

    [Fact]
    public void EveryPartThatIsWrittenIsOnThePage()
    {
        string page = File.ReadAllText(Path.Combine(Page.Root, "docs", "performance.md")).ReplaceLineEndings("\n");
        string[] tables = ["vgg16", "resnet50", "cifar", "mnist", "mlp"];
        foreach (
            string part in tables.Select(t => $"table {t}").Concat(Growth.Sweep.All.Select(s => $"growth {s.Name}"))
        )
            Assert.NotEqual(page, Page.Replace(page, part, "replaced"));
        Assert.All(
            Growth.Sweep.All,
            s => Assert.True(File.Exists(Path.Combine(Page.Root, "docs", "performance", $"{s.Name}.svg")))
        );
    }

    [Fact]
    public void ARowIsWhatBenchSays()
    {
        Dictionary<string, double> said = new()
        {
            ["median_ms"] = 1234.4,
            ["min_ms"] = 0.0123,
            ["max_ms"] = 12345,
            ["gflops"] = 56.78,
            ["fraction_of_product_rate"] = 0.876,
            ["ratio_to_forward"] = 2.346,
            ["forward_median_ms"] = 4.567,
            ["forward_fraction_of_product_rate"] = 0.5,
            ["convolutions_fraction_of_product_rate"] = 0.75,
            ["product_gflops"] = 64.6,
            ["bytes_moved"] = 2.05e9,
            ["peak_mb"] = 751.6,
            ["weights_mb"] = 553.4,
            ["threads"] = 2,
            ["batch"] = 8,
        };
        TableRow row = TableRow.Read("gradient", JsonSerializer.SerializeToElement(said));
        Assert.EndsWith(
            "| `gradient` | 8 | 2 | 1234 ms | 12.3 µs – 12.3 s | 2.35 | 56.8 | 88 % | 4.57 ms | 50 % | 75 % | 65 | 2.05 GB | 752, 553 MB |\n",
            TableText.Of([row])
        );
    }

    [Fact]
    public void ArgumentsAreNamesAndNumbers()
    {
        Arguments asked = Arguments.Parse(["b", "--runs", "7", "--threads", "2"]);
        Assert.Equal(["b"], asked.Among(["a", "b"]));
        Assert.Equal((7, 3), (asked.Number("runs", 9), asked.Number("other", 3)));
        Assert.Equal([2], asked.Threads());
        Assert.Equal(["a", "b"], Arguments.Parse([]).Among(["a", "b"]));
        Assert.Throws<FormatException>(() => asked.Among(["a"]));
        Assert.Throws<FormatException>(() => Arguments.Parse(["--runs"]));
        Assert.Throws<FormatException>(() => Arguments.Parse(["--runs", "0"]));
    }
}

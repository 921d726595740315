using System.Text.Json;

namespace RuleCompiler.Cli.Tests;

/// <summary>inspect, cost, check, rules.</summary>
public sealed class ReportTests : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void ACompositeThatNeedsARangeIsToldTheUsualOne()
    {
        Outcome outcome = Workplace.Run("cost", Workplace.Model, "--composite", "epsilon-gamma-box", "--json");
        Assert.Equal(0, outcome.Code);
        Assert.StartsWith(
            "rulec: note: epsilon-gamma-box needs the range of the input; [0, 1] is taken",
            outcome.Error
        );
    }

    [Fact]
    public void CostsAreThoseOfTheAlgebra()
    {
        JsonElement report = Reports.Of(Workplace.Run("cost", "mnist", "--composite", "epsilon-plus", "--json"));
        JsonElement conv = report
            .GetProperty("layers")
            .EnumerateArray()
            .Single(l => l.GetProperty("name").GetString() == "conv2");
        Assert.Equal("ZPlus", conv.GetProperty("rule").GetString());
        Assert.Equal(2, conv.GetProperty("forward_products").GetInt32());
        Assert.Equal(1, conv.GetProperty("backward_products").GetInt32());
        // 3 products of 64·32·5·5 weights at 14·14 places, two operations each
        Assert.Equal(2L * 3 * 64 * 32 * 25 * 196, conv.GetProperty("flops").GetInt64());
        Assert.True(
            report.GetProperty("floor").GetProperty("flops").GetInt64()
                < report.GetProperty("totals").GetProperty("flops").GetInt64()
        );
    }

    [Fact]
    public void CheckSaysWhatIsProved()
    {
        JsonElement epsilon = Check("Any=Epsilon");
        Assert.True(epsilon.GetProperty("conservative").GetBoolean());
        Assert.True(epsilon.GetProperty("gradient_times_input").GetBoolean());
        Assert.False(epsilon.GetProperty("rank_one").GetBoolean());
        JsonElement plus = Check("Any=ZPlus");
        Assert.True(plus.GetProperty("rank_one").GetBoolean());
        Assert.Equal(5, plus.GetProperty("positive_layers").GetArrayLength());
        Assert.Equal(5, plus.GetProperty("longest_chain").GetArrayLength());
        Assert.True(Layer(plus, "conv2").GetProperty("non_negative").GetBoolean());
        Assert.Equal("ZPlus", Layer(plus, "conv2").GetProperty("rule").GetString());
        Assert.False(Layer(epsilon, "conv2").GetProperty("non_negative").GetBoolean());
        Assert.True(Layer(epsilon, "relu1").GetProperty("non_negative").GetBoolean());
        Assert.Equal(0, epsilon.GetProperty("longest_chain").GetArrayLength());
        Assert.False(Check("Any=AlphaBeta(Alpha: 2, Beta: 0)").GetProperty("conservative").GetBoolean());

        static JsonElement Layer(JsonElement report, string name) =>
            report.GetProperty("layers").EnumerateArray().Single(l => l.GetProperty("layer").GetString() == name);

        static JsonElement Check(string rules) =>
            Reports.Of(Workplace.Run("check", "mnist", "--rules", rules, "--json"));
    }

    [Fact]
    public void InspectShowsLayersAndWhatWasFolded()
    {
        Outcome outcome = Workplace.Run("inspect", "resnet50");
        Assert.Equal(0, outcome.Code);
        Assert.Contains("folded into conv1", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("input input [3,224,224]", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("parameters 25610152", outcome.Output, StringComparison.Ordinal); // 25,557,032 and the running means and variances
    }

    [Fact]
    public void InspectOfAModelNamesItsNodes()
    {
        JsonElement report = Reports.Of(Workplace.Run("inspect", Workplace.Model, "--json"));
        Assert.Equal(
            [1, 28, 28],
            report.GetProperty("inputs")[0].GetProperty("shape").EnumerateArray().Select(e => e.GetInt32())
        );
        Assert.All(
            report.GetProperty("layers").EnumerateArray(),
            l => Assert.NotEqual("", l.GetProperty("node").GetString())
        );
    }

    [Fact]
    public void RulesListsEveryRuleWithFormulaSourceAndCost()
    {
        JsonElement[] rules = [.. Reports.Of(Workplace.Run("rules", "--json")).GetProperty("rules").EnumerateArray()];
        Assert.Contains("ZPlus", rules.Select(r => r.GetProperty("name").GetString()));
        Assert.All(rules, r => Assert.NotEqual(0, r.GetProperty("formulas").GetArrayLength()));
        Assert.All(rules, r => Assert.NotEqual(0, r.GetProperty("sources").GetArrayLength()));
        Assert.Equal(0, Workplace.Run("rules").Code);
    }
}

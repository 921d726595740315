using System.Text.Json;

namespace RuleCompiler.Cli.Tests;

/// <summary>rulec converge on three random pictures.</summary>
public sealed class ConvergeTests : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void PathsAreThoseOfTheLibrary()
    {
        Outcome outcome = Converge("batch.npy", "--vectors", "3", "--from", "conv2", "--from", "dense2", "--json");
        using DigitsGradient network = DigitsGradient.Load(Workplace.Model);
        Convergence expected = network.Convergence(
            Workplace.Numbers(3 * 784),
            new() { Vectors = 3, From = ["conv2", "dense2"] }
        );
        Assert.Equal((3, 3), ((int)Reports.Number(outcome, "vectors"), (int)Reports.Number(outcome, "samples")));
        JsonElement[] paths = [.. Reports.Of(outcome).GetProperty("paths").EnumerateArray()];
        Assert.Equal(["dense2", "conv2"], paths.Select(p => p.GetProperty("from").GetString()));
        foreach ((ConvergencePath path, JsonElement written) in expected.Paths.Zip(paths))
        {
            JsonElement[] layers = [.. written.GetProperty("layers").EnumerateArray()];
            Assert.Equal(path.Layers.Count, layers.Length);
            foreach ((LayerSimilarity layer, JsonElement of) in path.Layers.Zip(layers))
            {
                Assert.Equal(layer.Layer, of.GetProperty("layer").GetString());
                Assert.Equal(layer.Median, of.GetProperty("one_minus_cos_median").GetDouble());
                Assert.Equal(layer.Quantile(0.05), of.GetProperty("one_minus_cos_p05").GetDouble());
                Assert.Equal(layer.Quantile(0.95), of.GetProperty("one_minus_cos_p95").GetDouble());
                Assert.Equal(layer.ZeroVectors, of.GetProperty("zero_vectors").GetInt64());
            }
        }
    }

    [Fact]
    public void ATableHasALineForEachPlace()
    {
        Outcome outcome = Converge("batch.npy", "--index", "1");
        Assert.True(outcome.Code == 0, outcome.Error);
        string[] lines = outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("1 − |cos| of 5 random relevances, 1 sample", lines[0].TrimEnd());
        Assert.Equal(2 + 6 + 5 + 4 + 3 + 2, lines.Length); // five layers with weights, each down to the input
        Assert.StartsWith("dense2", lines[2]);
    }

    [Fact]
    public void BenchMeasuresItBesideExplaining()
    {
        Outcome outcome = Workplace.Run(
            "bench",
            "mlp",
            "--composite",
            "gradient",
            "--runs",
            "1",
            "--vectors",
            "2",
            "--from",
            "dense1",
            "--json"
        );
        Assert.Equal("dense1", Reports.Of(outcome).GetProperty("convergence_from").GetString());
        Assert.Equal(2, Reports.Number(outcome, "convergence_vectors"));
        Assert.True(Reports.Number(outcome, "convergence_median_ms") > 0);
        Assert.True(Reports.Number(outcome, "convergence_ratio_to_explain") > 0);
    }

    [Fact]
    public void WhatMakesNoSenseIsRefused()
    {
        Converge("x.npy", "--from", "relu1").IsRefused(2, "--from 'relu1'", "conv1, conv2, conv3, dense1, dense2");
        Converge("x.npy", "--vectors", "1").IsRefused(2, "--vectors 1");
        Converge("small.npy").IsRefused(2, "holds no inputs", "[1,28,28]");
        Workplace
            .Run("converge", Workplace.Model, "--input", _place.PathOf("x.npy"), "--composite", "smooth-grad")
            .IsRefused(2, "smooth-grad", "many times");
        Workplace
            .Run("converge", Workplace.Model, "--input", _place.PathOf("x.npy"), "--composite", "pattern-net")
            .IsRefused(2, "--operands");
    }

    private Outcome Converge(string input, params string[] arguments) =>
        Workplace.Run([
            "converge",
            Workplace.Model,
            "--input",
            _place.PathOf(input),
            "--composite",
            "gradient",
            .. arguments,
        ]);
}

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
    public void APageShowsAllCompositesAndWhatToConclude()
    {
        string page = _place.PathOf("page.html");
        Outcome outcome = Converge("batch.npy", "--composite", "alpha1-beta0", "--html", page);
        Assert.True(outcome.Code == 0, outcome.Error);
        Assert.EndsWith($"page: {page}", outcome.Output.TrimEnd());
        string html = File.ReadAllText(page);
        using DigitsGradient network = DigitsGradient.Load(Workplace.Model);
        Assert.All(network.ConvergenceLayers, layer => Assert.Contains($">{layer}<", html));
        Assert.Equal(2, Curves(html, "From the top layer, dense2"));
        Assert.Equal(5, Curves(html, "gradient: from each layer"));
        Assert.Equal(5, Curves(html, "alpha1-beta0: from each layer"));
        // every rule of the one is non-negative, none of the other's
        Assert.Contains("alpha1-beta0 (5 layers, dense2 to conv1)", html);
        Assert.Contains("No two layers with weights", html);
        string conclusion = Between(html, "<p class=\"conclusion\">", "</p>");
        Assert.Matches("alpha1-beta0 (does not|hardly) depend.*gradient does", conclusion);
    }

    [Fact]
    public void APageBelowTheTopConcludesNothing()
    {
        string page = _place.PathOf("page.html");
        Outcome outcome = Converge("batch.npy", "--from", "conv2", "--html", page, "--json");
        Assert.Equal(page, Reports.Of(outcome).GetProperty("html").GetString());
        string html = File.ReadAllText(page);
        Assert.Equal(1, Curves(html, "From conv2"));
        Assert.DoesNotContain("<p class=\"conclusion\">", html);
        Assert.Contains("none: explanations start at the top layer, dense2", html);
    }

    [Fact]
    public void SeveralCompositesAreMeasuredAsEachByItself()
    {
        string[] only = ["--from", "conv2", "--json"];
        JsonElement both = Reports.Of(Converge("batch.npy", ["--composite", "epsilon", .. only]));
        JsonElement[] methods = [.. both.GetProperty("methods").EnumerateArray()];
        Assert.Equal(["gradient", "epsilon"], methods.Select(m => m.GetProperty("method").GetString()));
        JsonElement one = Reports.Of(Converge("batch.npy", only)).GetProperty("paths");
        Assert.True(JsonElement.DeepEquals(one, methods[0].GetProperty("paths")));
        Assert.False(JsonElement.DeepEquals(one, methods[1].GetProperty("paths")));
    }

    [Fact]
    public void AFileOfTensorsGoesToTheCompositesThatReadIt()
    {
        string patterns = _place.PathOf("patterns.safetensors");
        Outcome estimated = Workplace.Run(
            "patterns",
            Workplace.Model,
            "--data",
            _place.PathOf("batch.npy"),
            "-o",
            patterns
        );
        Assert.True(estimated.Code == 0, estimated.Error);
        Outcome outcome = Converge(
            "batch.npy",
            "--composite",
            "pattern-net",
            "--operands",
            patterns,
            "--from",
            "conv1",
            "--json"
        );
        Assert.Equal(2, Reports.Of(outcome).GetProperty("methods").GetArrayLength());
    }

    [Fact]
    public void APageThatCannotBeWrittenIsRefusedFirst()
    {
        Converge("x.npy", "--html", _place.PathOf("none/page.html"))
            .IsRefused(2, "--html", "no folder", "make it first");
        Converge("x.npy", "--html", _place.PathOf("page.txt")).IsRefused(2, "--html", "must end in .html");
    }

    [Fact]
    public void WhatMakesNoSenseIsRefused()
    {
        Converge("x.npy", "--composite", "gradient").IsRefused(2, "--composite 'gradient' is given twice");
        Converge("x.npy", "--composite", "epsilon", "--reference", _place.PathOf("x.npy"))
            .IsRefused(2, "--reference", "gradient, epsilon");
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

    /// <summary>How many curves the drawing of a section has.</summary>
    private static int Curves(string html, string section)
    {
        string drawing = Between(html, $"<h2>{section}</h2>", "</svg>");
        return drawing.Split("<path class=\"curve\"").Length - 1;
    }

    private static string Between(string text, string start, string end)
    {
        int from = text.IndexOf(start, StringComparison.Ordinal);
        Assert.True(from >= 0, $"'{start}' is not on the page");
        return text[(from + start.Length)..text.IndexOf(end, from, StringComparison.Ordinal)];
    }
}

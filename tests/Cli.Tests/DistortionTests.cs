using System.Text.Json;

namespace RuleCompiler.Cli.Tests;

/// <summary>rulec distortion on three random pictures.</summary>
public sealed class DistortionTests : IDisposable
{
    private static readonly string[] Few = ["--samples", "8", "--rates", "4", "--seed", "5"];

    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void CurvesAreThoseOfTheLibrary()
    {
        Outcome outcome = Distortion("batch.npy", "gradient", [.. Few, "--target", "2", "--json"]);
        using DigitsGradient network = DigitsGradient.Load(Workplace.Model);
        float[] inputs = Workplace.Numbers(3 * 784);
        float[] maps = new float[inputs.Length];
        network.Explain(inputs, [2, 2, 2], maps);
        OrderingCurve expected = RelevanceOrdering
            .Test(
                network,
                inputs,
                maps,
                [2],
                new UniformReference(784),
                new()
                {
                    Samples = 8,
                    Steps = 4,
                    Seed = 5,
                }
            )
            .Mean;

        JsonElement report = Reports.Of(outcome);
        JsonElement method = Assert.Single(report.GetProperty("methods").EnumerateArray());
        Assert.Equal("gradient", method.GetProperty("method").GetString());
        Assert.Equal(expected.Distortions.Select(d => d.Mean), Numbers(method, "distortion"));
        Assert.Equal(expected.Distortions.Select(d => d.Low), Numbers(method, "low"));
        Assert.Equal(expected.Distortions.Select(d => d.High), Numbers(method, "high"));
        Assert.Equal(expected.Area.Mean, method.GetProperty("area").GetDouble());
        Assert.Equal([0, 0.25, 0.5, 0.75, 1], Numbers(report, "rates"));
        Assert.Equal([0, 196, 392, 588, 784], Numbers(report, "counts"));
        Assert.Equal([2, 2, 2], Numbers(report, "targets"));
        Assert.Equal(expected.Distortions[0].Mean, report.GetProperty("all_random").GetDouble());
    }

    [Fact]
    public void TablesHaveALineForEachMethod()
    {
        Outcome outcome = Distortion(
            "batch.npy",
            "epsilon-plus",
            [.. Few, "--index", "1", "--composite", "smooth-grad(Samples: 2)", "--random", "--epsilon", "0"]
        );
        Assert.True(outcome.Code == 0, outcome.Error);
        string[] lines = outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("productive: the most relevant components are fixed first", lines[0].TrimEnd());
        Assert.Equal("distortion of the logit, 1 image, 8 random inputs each", lines[1].TrimEnd());
        Assert.StartsWith("everything random: ", lines[2]);
        Assert.EndsWith("rate for D ≤ 0", lines[3].TrimEnd());
        string[] methods = ["epsilon-plus ", "smooth-grad(Samples: 2) ", "random "];
        foreach ((string method, int at) in methods.Select((method, i) => (method, i)))
        {
            Assert.StartsWith(method, lines[4 + at]);
            Assert.EndsWith("100 %", lines[4 + at].TrimEnd()); // the distortion is 0 when everything is fixed
            Assert.StartsWith(method, lines[8 + at]);
        }

        Assert.Equal(11, lines.Length);
    }

    /// <summary>Relevance that rulec explain wrote orders as the method itself does.</summary>
    [Fact]
    public void AMapIsTestedAsTheMethodThatMadeIt()
    {
        string map = _place.PathOf("R.npy");
        Outcome explained = Workplace.Run(
            "explain",
            Workplace.Model,
            "--input",
            _place.PathOf("x.npy"),
            "--target",
            "top",
            "--composite",
            "epsilon-plus",
            "-o",
            map
        );
        Assert.True(explained.Code == 0, explained.Error);
        Outcome outcome = Distortion("x.npy", "epsilon-plus", [.. Few, "--map", $"mine={map}", "--json"]);
        JsonElement[] methods = [.. Reports.Of(outcome).GetProperty("methods").EnumerateArray()];
        Assert.Equal(["epsilon-plus", "mine"], methods.Select(m => m.GetProperty("method").GetString()));
        Assert.Equal(Numbers(methods[0], "distortion"), Numbers(methods[1], "distortion"));
    }

    [Fact]
    public void TheReferenceIsEstimatedFromDataOrRead()
    {
        float[] data = Workplace.Numbers(3 * 784);
        ReferenceEstimator.Of(data.Chunk(784)).Gaussian().Save(_place.PathOf("saved.npz"));

        double[] estimated = Curve($"gaussian:{_place.PathOf("batch.npy")}"),
            saved = Curve(_place.PathOf("saved.npz")),
            factor = Curve($"low-rank:2:{_place.PathOf("batch.npy")}"),
            binary = Curve("binary");

        Assert.Equal(estimated, saved);
        Assert.NotEqual(estimated, factor);
        Assert.NotEqual(estimated, binary);

        double[] Curve(string reference)
        {
            Outcome outcome = Workplace.Run([
                "distortion",
                Workplace.Model,
                "--input",
                _place.PathOf("x.npy"),
                "--composite",
                "gradient",
                "--reference",
                reference,
                .. Few,
                "--json",
            ]);
            return Numbers(Reports.Of(outcome).GetProperty("methods")[0], "distortion");
        }
    }

    [Fact]
    public void DestroyingStartsWithoutDistortion()
    {
        Outcome outcome = Distortion(
            "x.npy",
            "gradient",
            [.. Few, "--destructive", "--score", "probability", "--pixels", "--json"]
        );
        JsonElement report = Reports.Of(outcome);
        double[] curve = Numbers(report.GetProperty("methods")[0], "distortion");
        Assert.Equal("destructive", report.GetProperty("formulation").GetString());
        Assert.Equal("probability", report.GetProperty("score").GetString());
        Assert.Equal("pixels", report.GetProperty("components").GetString());
        Assert.Equal(0, curve[0]);
        Assert.InRange(curve[^1], 1e-12, 0.5);
    }

    [Fact]
    public void APageShowsCurvesAndMaps()
    {
        string page = _place.PathOf("page.html");
        Outcome outcome = Distortion("batch.npy", "gradient", [.. Few, "--composite", "epsilon", "--html", page]);
        Assert.True(outcome.Code == 0, outcome.Error);
        Assert.EndsWith($"page: {page}", outcome.Output.TrimEnd());
        string html = File.ReadAllText(page);
        Assert.Equal(
            2,
            html[html.IndexOf("<svg class=\"static\"")..].Split("</svg>")[0].Split("class=\"curve\"").Length - 1
        );
        Assert.Equal(2 * 3, html.Split("<img ").Length - 1);
        Assert.Contains("95 % intervals of the mean", html);
        Assert.Contains("uniform:0,1", html);
    }

    /// <summary>Not after minutes of work: neither the model nor the inputs are looked at before.</summary>
    [Fact]
    public void NamesThatAreAlikeAreRefusedBeforeWork()
    {
        string[] nowhere = ["distortion", "nowhere.onnx", "--input", "nowhere.npy", "--reference", "binary"];
        foreach (
            (string[] arguments, string name) in new[]
            {
                (new[] { "--composite", "gradient", "--map", "gradient=R.npy" }, "gradient"),
                (["--map", "mine=R.npy", "--map", "mine=S.npy"], "mine"),
                (["--map", "random=R.npy", "--random"], "random"),
            }
        )
            Workplace.Run([.. nowhere, .. arguments]).IsRefused(2, $"two methods are called '{name}'");
        Workplace
            .Run([.. nowhere, "--composite", "gradient", "--composite", "gradient"])
            .IsRefused(2, "--composite 'gradient' is given twice");
    }

    [Theory]
    [InlineData("low-rank:2000000000:data.npy")]
    [InlineData("low-rank:99999999999999999999:data.npy")]
    public void ARankThatNoArrayHoldsIsRefused(string reference) =>
        Workplace
            .Run(
                "distortion",
                Workplace.Model,
                "--input",
                _place.PathOf("x.npy"),
                "--composite",
                "gradient",
                "--reference",
                reference
            )
            .IsRefused(2, reference, "is too large for inputs of 784 numbers", "give at most");

    [Fact]
    public void WhatMakesNoSenseIsRefused()
    {
        Distortion("x.npy", "layer-grad-cam(Layer: conv3)", Few).IsRefused(2, "layer-grad-cam", "orders no components");
        Refused("x.npy", "gradient", ["--rates", "0.5,0.2"], "--rates '0.5,0.2'", "ascending");
        Refused("x.npy", "gradient", ["--rates", "0"], "--rates 0 is too small");
        Refused("x.npy", "gradient", ["--samples", "0"], "--samples 0 is too small");
        Refused("x.npy", "gradient", ["--epsilon", "-1"], "--epsilon");
        Refused("x.npy", "gradient", ["--map", "x"], "--map 'x'", "rde=R.npy");
        Refused("batch.npy", "gradient", ["--map", $"x={_place.PathOf("x.npy")}"], "784 relevances", "2352 values");
        Refused("x.npy", "gradient", ["--target", "10"], "--target '10'");
        Refused("x.npy", "gradient", ["--compare", _place.PathOf("x.npy")], "--compare", "compares with none");
        Refused("x.npy", "gradient", ["--html", "page.txt"], "--html");
        Refused("small.npy", "gradient", [], "holds no inputs");
        foreach (string reference in new[] { "gauss", "uniform:1,0", "uniform:1", "binary:2", "low-rank:0:x.npy" })
            Workplace
                .Run(
                    "distortion",
                    Workplace.Model,
                    "--input",
                    _place.PathOf("x.npy"),
                    "--composite",
                    "gradient",
                    "--reference",
                    reference
                )
                .IsRefused(2, "--reference", reference);
        Workplace
            .Run("distortion", Workplace.Model, "--input", _place.PathOf("x.npy"), "--reference", "binary")
            .IsRefused(2, "--composite NAME");
    }

    private void Refused(string input, string composite, string[] arguments, params string[] pieces) =>
        Distortion(input, composite, arguments).IsRefused(2, pieces);

    private Outcome Distortion(string input, string composite, string[] arguments) =>
        Workplace.Run([
            "distortion",
            Workplace.Model,
            "--input",
            _place.PathOf(input),
            "--reference",
            "uniform:0,1",
            "--composite",
            composite,
            .. arguments,
        ]);

    private static double[] Numbers(JsonElement of, string key) =>
        [.. of.GetProperty(key).EnumerateArray().Select(number => number.GetDouble())];
}

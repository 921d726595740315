using System.Text.Json;
using RuleCompiler.Cli.Grammar;
using RuleCompiler.Cli.Networks;
using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Tests;

/// <summary>--composite with methods that ask the network many times, and what they have beside the input.</summary>
public sealed class MethodTests : IDisposable
{
    private readonly Workplace _place = new();

    /// <summary>Each method in a call that a test can wait for.</summary>
    private static readonly string[] Each =
    [
        "contrastive-lrp",
        "deeplift-shap",
        "feature-ablation",
        "grad-cam",
        "gradient-shap(Samples: 4)",
        "guided-grad-cam",
        "integrated-gradients(Steps: 4)",
        "kernel-shap(Samples: 100)",
        "layer-grad-cam",
        "lime(Samples: 100)",
        "occlusion(Window: [7, 7])",
        "shapley",
        "shapley-sampling(Permutations: 2)",
        "smooth-grad(Samples: 3)",
        "tabular-lime(Samples: 900)",
        "var-grad(Samples: 3)",
    ];

    public static TheoryData<string> Calls => [.. Each];

    public void Dispose() => _place.Dispose();

    [Fact]
    public void EveryMethodIsTried() =>
        Assert.Equal(MethodSignature.BuiltIn.Select(m => m.Name), Each.Select(call => call.Split('(')[0]));

    [Theory]
    [MemberData(nameof(Calls))]
    public void EveryMethodExplains(string call)
    {
        bool grouped = MethodParser.Parse(call)!.UsesGroups;
        float[] relevance = _place.Relevance(["--composite", call, .. grouped ? Groups(3) : []]);
        Assert.Equal(call == "layer-grad-cam" ? 9 : 784, relevance.Length);
        Assert.Contains(relevance, r => r != 0);
        Assert.All(relevance, r => Assert.True(float.IsFinite(r)));
    }

    [Fact]
    public void AMethodIsThatOfTheLibrary()
    {
        using MnistGradient network = new(DeclaredSubject.Find("mnist")!.Weights);
        IntegratedGradients method = new(Steps: 5, Quadrature: Quadrature.RiemannRight);
        double[] expected = method.Attribute(network, _place.Input, 0).Relevance;
        Assert.Equal(
            expected.Select(r => (float)r),
            _place.Relevance("--composite", "integrated-gradients(5, Quadrature: RiemannRight)")
        );
    }

    [Theory]
    [InlineData("deeplift-rescale")]
    [InlineData("deeplift-reveal-cancel")]
    public void ZerosAreTheReferenceWhereNoneIsGiven(string composite) =>
        Assert.True(Json(composite).GetProperty("completeness_error").GetDouble() < 1e-4); // what is promised of completeness, in float32

    [Fact]
    public void AReportNamesTheMethodAndWhatItLoses()
    {
        JsonElement report = Json("integrated-gradients(Steps: 30)");
        Assert.Equal(
            "integrated-gradients(Steps: 30, Quadrature: GaussLegendre, TimesDifference: true)",
            report.GetProperty("method").GetString()
        );
        Assert.True(report.GetProperty("completeness_error").GetDouble() < 0.05); // kinks of the ReLUs are left
        Assert.Equal(JsonValueKind.Null, report.GetProperty("conservation_error").ValueKind);
        Assert.Equal(10, report.GetProperty("logits").GetArrayLength());
        Assert.Equal(0, report.GetProperty("target").GetInt32());
    }

    [Fact]
    public void AReferenceIsComparedWithAndABatchOfThemAveraged()
    {
        float[] zeros = _place.Relevance("--composite", "deeplift-rescale");
        float[] first = ByReference("first.npy", 0),
            second = ByReference("second.npy", 1);
        Assert.NotEqual(zeros, first);
        NpyFile.Write(_place.PathOf("both.npy"), [.. Sample(0), .. Sample(1)], 2, 1, 28, 28);
        float[] both = _place.Relevance("--composite", "deeplift-rescale", "--reference", _place.PathOf("both.npy"));
        float most = both.Max(Math.Abs);
        Assert.All(both.Zip(first, second), r => Assert.Equal((r.Second + r.Third) / 2, r.First, most * 1e-5));
        float[] method = _place.Relevance("--composite", "deeplift-shap", "--reference", _place.PathOf("both.npy"));
        Assert.All(both.Zip(method), r => Assert.Equal(r.First, r.Second, most * 1e-5));
        Assert.True(Completeness("both.npy") < 1e-4); // the bound of the issue, in float32

        float[] ByReference(string file, int sample)
        {
            NpyFile.Write(_place.PathOf(file), Sample(sample), 1, 28, 28);
            return _place.Relevance("--composite", "deeplift-rescale", "--reference", _place.PathOf(file));
        }

        float[] Sample(int i) => NpyFile.Read(_place.PathOf("batch.npy")).ToSingles()[(i * 784)..((i + 1) * 784)];

        double Completeness(string file) =>
            Json("deeplift-rescale", "--reference", _place.PathOf(file)).GetProperty("completeness_error").GetDouble();
    }

    [Fact]
    public void ASeedDecides()
    {
        float[] one = Smooth("1");
        Assert.Equal(one, Smooth("1"));
        Assert.NotEqual(one, Smooth("2"));

        float[] Smooth(string seed) => _place.Relevance("--composite", "smooth-grad(Samples: 3)", "--seed", seed);
    }

    [Fact]
    public void AGroupHasOneValue()
    {
        float[] relevance = _place.Relevance(["--composite", "feature-ablation", .. Groups(2)]);
        Assert.Equal(4, relevance.Distinct().Count());
        Assert.Equal(relevance[0], relevance[13]);
        Assert.NotEqual(relevance[0], relevance[14]);
    }

    [Theory]
    [InlineData("smooth-grad(Sample: 3)", "has no parameter 'Sample': it is smooth-grad(Samples: 20")]
    [InlineData("smooth-grad(Samples: few)", "'few' is no Samples; write a whole number")]
    [InlineData("smooth-grad(Samples=3)", "write it with a colon")]
    [InlineData("smooth-grad(Samples: 3", "the closing ')' is missing")]
    [InlineData("smooth-grad(Squared: yes)", "write true or false")]
    [InlineData("smooth-grad(Samples: 3, Samples: 4)", "'Samples' is given twice")]
    [InlineData("integrated-gradients(Quadrature: Simpson)", "write one of GaussLegendre, RiemannLeft")]
    [InlineData("occlusion(Window: [4, x])", "whole numbers, as in [4, 4]")]
    [InlineData("shapley(3)", "'3' is one argument too many: shapley takes none")]
    [InlineData("epsilon-plus(1)", "'epsilon-plus' takes no arguments")]
    [InlineData("smooth", "did you mean smooth-grad")]
    public void AMistakeIsShownWithWhatIsPossible(string call, string piece) =>
        Explain(call).IsRefused(ToolException.BadUse, piece);

    [Theory]
    [InlineData("smooth-grad", "--reference x.npy", "smooth-grad compares with none")]
    [InlineData("epsilon", "--reference x.npy", "epsilon compares with none")]
    [InlineData("smooth-grad", "--groups x.npy", "smooth-grad knows no groups")]
    [InlineData("grad-cam", "--seed 3", "grad-cam uses no random numbers")]
    [InlineData("smooth-grad", "--start logit", "leave --start out")]
    [InlineData("shapley", "--groups none.npy", "there is no file")]
    [InlineData("shapley", "--groups small.npy", "has 9 numbers, the network's input 784")]
    [InlineData("pattern-net", "", "needs patterns")]
    [InlineData("pattern-net", "--operands none.safetensors", "there is no file")]
    public void WhatNothingWouldReadIsRefused(string call, string options, string piece) =>
        Explain(call, [.. options.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(InPlace)])
            .IsRefused(ToolException.BadUse, piece);

    [Fact]
    public void TooManyFeaturesAreAFailure() =>
        Explain("shapley").IsRefused(ToolException.Failure, "give at most 16 groups");

    [Theory]
    [InlineData("check")]
    [InlineData("bench")]
    public void VerbsAboutRulesNameTheCompositeThatAMethodAsks(string verb) =>
        Workplace
            .Run(verb, "mnist", "--composite", "smooth-grad")
            .IsRefused(ToolException.BadUse, "asks the composite gradient many times", "--composite gradient");

    [Fact]
    public void CostsAreThoseOfOneExplanationWithHowManyThereAre()
    {
        JsonElement report = Reports.Of(Workplace.Run("cost", "mnist", "--composite", "smooth-grad(3)", "--json"));
        Assert.Equal("Samples gradients", report.GetProperty("method_asks").GetString());
        Assert.Equal(5, report.GetProperty("totals").GetProperty("backward_products").GetInt32());
    }

    [Fact]
    public void RulesListsEveryMethodWithParametersAndCost()
    {
        JsonElement[] methods =
        [
            .. Reports.Of(Workplace.Run("rules", "--json")).GetProperty("methods").EnumerateArray(),
        ];
        Assert.Equal(
            MethodSignature.BuiltIn.Select(m => m.Name),
            methods.Select(m => m.GetProperty("name").GetString())
        );
        Assert.All(methods, m => Assert.NotEqual("", m.GetProperty("asks").GetString()));
        Assert.All(methods, m => Assert.NotEqual(0, m.GetProperty("sources").GetArrayLength()));
        string text = Workplace.Run("rules").Output;
        Assert.Contains("integrated-gradients(Steps: 50, Quadrature: GaussLegendre", text, StringComparison.Ordinal);
        Assert.Contains("Conv2d=ZPlus; Dense=Epsilon", text, StringComparison.Ordinal);
    }

    private string InPlace(string argument) => argument.Contains('.') ? _place.PathOf(argument) : argument;

    /// <summary>Squares, some across and down, as one feature each.</summary>
    private string[] Groups(int across)
    {
        float[] groups =
        [
            .. Enumerable.Range(0, 784).Select(i => (i / 28 * across / 28 * across) + (i % 28 * across / 28)),
        ];
        NpyFile.Write(_place.PathOf("groups.npy"), groups, 1, 28, 28);
        return ["--groups", _place.PathOf("groups.npy")];
    }

    private JsonElement Json(string call, params string[] options) => Reports.Of(Explain(call, [.. options, "--json"]));

    private Outcome Explain(string call, params string[] options) =>
        Workplace.Run([
            "explain",
            "mnist",
            "--input",
            _place.PathOf("x.npy"),
            "--target",
            "0",
            "--composite",
            call,
            "-o",
            _place.PathOf("R.npy"),
            .. options,
        ]);
}

[Explainer<Mnist, PlainGradient>]
public sealed partial class MnistGradient;

using RuleCompiler.Cli.Grammar;
using RuleCompiler.Cli.Networks;
using RuleCompiler.Cli.Outputs;

namespace RuleCompiler.Cli.Tests;

/// <summary>--composite and --bias: what the names mean.</summary>
public sealed class CompositeTests : IDisposable
{
    private readonly Workplace _place = new();

    public static TheoryData<string> Names => [.. BuiltInComposite.All.Where(c => !c.Carries).Select(c => c.Name)];

    public static TheoryData<string> Carrying => [.. BuiltInComposite.All.Where(c => c.Carries).Select(c => c.Name)];

    public void Dispose() => _place.Dispose();

    [Fact]
    public void TheNamesAreThoseThatOtherToolsRelyOn() =>
        Assert.Equal(
            [
                "gradient",
                "gradient-times-input",
                "saliency",
                "sensitivity",
                "lrp-0",
                "epsilon",
                "epsilon-plus",
                "epsilon-plus-flat",
                "epsilon-alpha2-beta1",
                "epsilon-alpha2-beta1-flat",
                "epsilon-gamma-box",
                "alpha1-beta0",
                "alpha2-beta1",
                "alpha5-beta4",
                "z-plus",
                "w-square",
                "flat",
                "deep-taylor",
                "deep-taylor-training-free",
                "lrp-composite",
                "lrp-composite-alpha2-beta1",
                "excitation-backprop",
                "excitation-backprop-without-bias",
                "contrastive-excitation-backprop",
                "guided-backprop",
                "deconvnet",
                "rect-grad",
                "deeplift-rescale",
                "deeplift-rescale-gradient-pool",
                "deeplift-reveal-cancel",
                "deeplift-reveal-cancel-gradient-pool",
                "deeplift-genomics",
                "deeplift-ablation",
                "pattern-net",
                "pattern-attribution",
                "captum-epsilon",
                "captum-epsilon-identity-norm",
                "captum-gamma",
                "captum-alpha1-beta0",
                "innvestigate-z",
                "innvestigate-epsilon",
                "innvestigate-alpha1-beta0",
                "innvestigate-alpha2-beta1",
                "innvestigate-w-square",
                "innvestigate-flat",
                "innvestigate-preset-a",
                "innvestigate-preset-b",
                "innvestigate-preset-a-flat",
                "innvestigate-preset-b-flat",
                "innvestigate-deep-taylor",
                "innvestigate-deep-taylor-bounded",
                "adf-diagonal",
                "adf-low-rank",
                "intervals",
                "values",
            ],
            BuiltInComposite.All.Select(c => c.Name)
        );

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryNameExplains(string name)
    {
        BuiltInComposite composite = BuiltInComposite.Find(name)!;
        string[] sides = [.. composite.NeedsOperands ? new[] { "--operands", Patterns() } : []];
        float[] relevance = _place.Relevance(["--composite", name, .. sides]);
        Assert.Equal(784, relevance.Length);
        Assert.Contains(relevance, r => r != 0);
        Assert.All(relevance, r => Assert.True(float.IsFinite(r)));
    }

    [Theory]
    [MemberData(nameof(Carrying))]
    public void WhatCarriesSomethingUpExplainsNothing(string name)
    {
        string[] input = ["--input", _place.PathOf("x.npy"), "--target", "top"];
        Outcome explained = Workplace.Run(["explain", "mnist", .. input, "--composite", name, "--json"]);
        Assert.NotEqual(0, explained.Code);
        Assert.Contains("use its Propagator in a program", explained.Error, StringComparison.Ordinal);
        Assert.Contains(
            "nothing to prove",
            Workplace.Run("check", "mnist", "--composite", name).Output,
            StringComparison.Ordinal
        );
        Outcome cost = Workplace.Run("cost", "mnist", "--composite", name, "--json");
        Assert.True(Reports.Of(cost).GetProperty("carries_only").GetBoolean());
        Assert.Equal(0, Reports.Of(cost).GetProperty("totals").GetProperty("backward_products").GetInt32());
    }

    private string Patterns()
    {
        string file = _place.PathOf("patterns.safetensors");
        using MnistEpsilonPlus network = new(DeclaredSubject.Find("mnist")!.Weights);
        float[] samples = NpyFile.Read(_place.PathOf("batch.npy")).ToSingles();
        PatternEstimator.Estimate(network, samples, new PatternOptions { HoldOut = 0 }).Save(file);
        return file;
    }

    [Fact]
    public void AnExplanationIsThatOfTheSameDeclarationsInABuild()
    {
        using MnistEpsilonPlus built = new(DeclaredSubject.Find("mnist")!.Weights);
        Assert.Equal(built.Explain(_place.Input, 0).Relevance, _place.Relevance("--composite", "epsilon-plus"));
    }

    [Fact]
    public void ACompositeIsItsRules() =>
        Assert.Equal(
            _place.Relevance("--composite", "epsilon-alpha2-beta1-flat"),
            _place.Relevance("--rules", "First=Flat; Conv2d=AlphaBeta(Alpha: 2, Beta: 1); Dense=Epsilon")
        );

    [Fact]
    public void SaliencyIsTheGradientsAbsoluteValue()
    {
        float[] gradient = _place.Relevance("--composite", "gradient", "--start", "one");
        Assert.Equal(gradient, _place.Relevance("--composite", "gradient")); // gradients start as 1
        Assert.Equal(gradient.Select(MathF.Abs), _place.Relevance("--composite", "saliency", "--start", "one"));
    }

    [Fact]
    public void DefaultsOfTheGradientFamilyMakeTheGradient() =>
        Assert.Equal(
            _place.Relevance("--composite", "gradient"),
            _place.Relevance("--rules", "Any=Gradient", "--defaults", "gradient")
        );

    [Fact]
    public void WithoutBiasRelevanceIsConserved()
    {
        Assert.True(Error("keep") > 1e-3); // the biases keep their shares
        Assert.True(Error("ignore") < 1e-4); // float32 and the stabiliser of 1e-6 are left

        double Error(string bias) =>
            Reports.Number(
                Workplace.Run(
                    "explain",
                    "mnist",
                    "--input",
                    _place.PathOf("x.npy"),
                    "--target",
                    "top",
                    "--composite",
                    "epsilon-plus",
                    "--json",
                    "--bias",
                    bias
                ),
                "conservation_error"
            );
    }

    [Fact]
    public void IgnoringTheBiasIsWhatTheAttributeOfAnExplainerDoes()
    {
        using MnistWithoutBias built = new(DeclaredSubject.Find("mnist")!.Weights);
        Assert.Equal(
            built.Explain(_place.Input, 0).Relevance,
            _place.Relevance("--composite", "epsilon-plus", "--bias", "ignore")
        );
    }

    [Fact]
    public void TheInterpreterIgnoresTheBiasToo()
    {
        WeightSet weights = DeclaredSubject.Find("mnist")!.Weights;
        var interpreter = Interpreter.For<Mnist, EpsilonPlus>(weights, new InterpreterOptions { Bias = Bias.Ignore });
        double[] expected = interpreter.Explain(_place.Input, 0).Relevance!;
        float[] relevance = _place.Relevance("--composite", "epsilon-plus", "--bias", "ignore");
        // without its bias the sum of an active unit may be near zero, and its share large: how much rounding matters
        // is what the interpreter makes of an input that is a few roundings off
        float[] nudged = [.. _place.Input.Select((x, i) => x * (1 + (i % 2 == 0 ? 1e-6f : -1e-6f)))];
        double conditioning = Distance(interpreter.Explain(nudged, 0).Relevance!, expected);
        Assert.InRange(conditioning, 0, 3e-3);
        Assert.InRange(Distance(Array.ConvertAll(relevance, r => (double)r), expected), 0, 10 * conditioning + 1e-5);
    }

    private static double Distance(double[] relevance, double[] expected) =>
        relevance.Zip(expected, (r, e) => Math.Abs(r - e)).Max() / expected.Max(Math.Abs);
}

[Explainer<Mnist, EpsilonPlus>]
public sealed partial class MnistEpsilonPlus;

[Explainer<Mnist, EpsilonPlus>(Bias = Bias.Ignore)]
public sealed partial class MnistWithoutBias;

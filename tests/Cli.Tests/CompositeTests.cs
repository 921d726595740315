using RuleCompiler.Cli.Grammar;
using RuleCompiler.Cli.Networks;
using RuleCompiler.Cli.Outputs;

namespace RuleCompiler.Cli.Tests;

/// <summary>--composite and --bias: what the names mean.</summary>
public sealed class CompositeTests : IDisposable
{
    private readonly Workplace _place = new();

    public static TheoryData<string> Names => [.. BuiltInComposite.All.Select(c => c.Name)];

    public void Dispose() => _place.Dispose();

    [Fact]
    public void TheNamesAreThoseThatOtherToolsRelyOn() =>
        Assert.Equal(
            [
                "gradient",
                "gradient-times-input",
                "saliency",
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
                "w-square",
                "flat",
                "deep-taylor",
            ],
            BuiltInComposite.All.Select(c => c.Name)
        );

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryNameExplains(string name)
    {
        float[] relevance = _place.Relevance("--composite", name);
        Assert.Equal(784, relevance.Length);
        Assert.Contains(relevance, r => r != 0);
        Assert.All(relevance, r => Assert.True(float.IsFinite(r)));
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
        double scale = expected.Max(Math.Abs);
        // float32 against double
        Assert.True(relevance.Zip(expected, (r, e) => Math.Abs(r - e)).Max() < 1e-4 * scale);
    }
}

[Explainer<Mnist, EpsilonPlus>]
public sealed partial class MnistEpsilonPlus;

[Explainer<Mnist, EpsilonPlus>(Bias = Bias.Ignore)]
public sealed partial class MnistWithoutBias;

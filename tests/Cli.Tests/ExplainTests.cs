using QuickStart;

namespace RuleCompiler.Cli.Tests;

/// <summary>rulec explain on the MNIST model and on the declared networks.</summary>
public sealed class ExplainTests : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void AModelIsExplainedAsItsDeclarationIs()
    {
        Outcome outcome = Explain(Workplace.Model, "--composite", "epsilon-plus", "--target", "3", "--json");
        using DigitsEpsilonPlus declared = DigitsEpsilonPlus.Load(Workplace.Model);
        Explanation expected = declared.Explain(_place.Input, 3);
        Assert.Equal(["prediction", "target", "logits", "conservation_error", "elapsed_ms"], Reports.Keys(outcome));
        Assert.Equal(expected.Prediction, (int)Reports.Number(outcome, "prediction"));
        Assert.Equal(3, (int)Reports.Number(outcome, "target"));
        NpyArray relevance = NpyFile.Read(_place.PathOf("R.npy"));
        Assert.Equal(NpyType.Float32, relevance.Type);
        Assert.Equal([1, 28, 28], relevance.Shape);
        float scale = expected.Relevance.Max(MathF.Abs);
        // the same kernels; the declared range lets the compiler leave out products that add zeros
        Assert.All(
            relevance.ToSingles().Zip(expected.Relevance),
            p => Assert.True(Math.Abs(p.First - p.Second) < 1e-5f * scale)
        );
    }

    [Fact]
    public void TheTopIsThePrediction()
    {
        Outcome outcome = Explain(Workplace.Model, "--composite", "epsilon", "--target", "top", "--json");
        Assert.Equal(Reports.Number(outcome, "prediction"), Reports.Number(outcome, "target"));
    }

    [Fact]
    public void RulesOfEveryKindOfKeyAreTaken()
    {
        const string rules = "First=ZBox(Low: 0, High: 1); Conv2d=ZPlus; Dense=Epsilon(Eps: 0.25); Any=Epsilon";
        Outcome outcome = Explain(Workplace.Model, "--rules", rules, "--target", "top", "--json");
        Assert.Equal((0, ""), (outcome.Code, outcome.Error));
    }

    [Fact]
    public void WithoutJsonThePredictionIsReadable()
    {
        Outcome outcome = Explain("mnist", "--composite", "epsilon", "--target", "2");
        Assert.Equal(0, outcome.Code);
        Assert.Equal("", outcome.Error);
        Assert.Matches(@"^prediction \d\ntarget 2\nlogit 0 -?[0-9.]+\n", outcome.Output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void ASampleOfABatchIsThatSampleAlone()
    {
        float[] batch = NpyFile.Read(_place.PathOf("batch.npy")).ToSingles();
        NpyFile.Write(_place.PathOf("second.npy"), batch[784..1568], 28, 28);
        float[] alone = Relevance("second.npy");
        float[] chosen = Relevance("batch.npy", "--index", "1");
        Assert.Equal(alone, chosen);

        float[] Relevance(string input, params string[] more)
        {
            Outcome outcome = Workplace.Run([
                "explain",
                "mnist",
                "--input",
                _place.PathOf(input),
                "--target",
                "1",
                "--composite",
                "epsilon",
                "-o",
                _place.PathOf("R.npy"),
                .. more,
            ]);
            Assert.True(outcome.Code == 0, outcome.Error);
            return NpyFile.Read(_place.PathOf("R.npy")).ToSingles();
        }
    }

    [Fact]
    public void APictureIsDrawn()
    {
        Assert.Equal(0, Explain("mnist", "--composite", "flat", "--target", "0", "--png", _place.PathOf("H.png")).Code);
        Assert.Equal(
            (448, 448),
            (PngPicture.Load(_place.PathOf("H.png")).Width, PngPicture.Load(_place.PathOf("H.png")).Height)
        );
    }

    [Fact]
    public void ANodesNameOfTheModelIsAKey()
    {
        var layers = Reports.Of(Workplace.Run("inspect", Workplace.Model, "--json")).GetProperty("layers");
        string node = layers
            .EnumerateArray()
            .First(l => l.GetProperty("name").GetString() == "conv2")
            .GetProperty("node")
            .GetString()!;
        Explain(Workplace.Model, "--target", "0", "--rules", $"{node}=Flat; Any=Epsilon");
        float[] byNode = NpyFile.Read(_place.PathOf("R.npy")).ToSingles();
        Explain(Workplace.Model, "--target", "0", "--rules", "conv2=Flat; Any=Epsilon");
        Assert.Equal(NpyFile.Read(_place.PathOf("R.npy")).ToSingles(), byNode);
    }

    private Outcome Explain(string model, params string[] arguments) =>
        Workplace.Run([
            "explain",
            model,
            "--input",
            _place.PathOf("x.npy"),
            "-o",
            _place.PathOf("R.npy"),
            .. arguments,
        ]);
}

[Explainer<Digits, EpsilonPlus>]
public sealed partial class DigitsEpsilonPlus;

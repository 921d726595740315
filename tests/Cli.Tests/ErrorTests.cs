namespace RuleCompiler.Cli.Tests;

/// <summary>Bad use ends with exit code 2, failures with 1; each is one line that says what to do.</summary>
public sealed class ErrorTests : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("explian", "'explian' is no verb", "explain, inspect, cost, check, bench, ")]
    [InlineData("explain", "rulec explain --help")]
    [InlineData("inspect nowhere.onnx", "no file 'nowhere.onnx'", "vgg16, resnet50, cifar, mnist, mlp")]
    [InlineData("inspect mnist --colour", "'--colour'", "rulec inspect --help")]
    [InlineData("cost mnist", "--composite NAME or --rules")]
    [InlineData("cost mnist --composite epsilon --rules Any=Epsilon", "exclude each other")]
    [InlineData("cost mnist --composite epsilon --defaults gradient", "--defaults belongs to --rules")]
    [InlineData(
        "cost mnist --composite epsilonplus",
        "no composite is called 'epsilonplus'; did you mean epsilon-plus"
    )]
    [InlineData(
        "cost mnist --composite guided",
        "no composite is called",
        "there are gradient, gradient-times-input, saliency"
    )]
    [InlineData("cost mnist --rules Conv=ZPlus", "--rules, 'Conv=ZPlus'", "did you mean")]
    [InlineData("cost mnist --rules Any=MaxPool", "no rule is called 'MaxPool'")]
    [InlineData("cost mnist --composite epsilon --range 1,0", "--range '1,0' is no range")]
    [InlineData("cost mnist --composite epsilon --range 0,1", "mnist declares the range [0, 1]")]
    [InlineData("cost mnist --composite epsilon --rule-file no.cs", "no rule file 'no.cs'")]
    [InlineData("cost mnist --composite epsilon --bias drop", "'drop'", "keep")]
    [InlineData("bench mnist --composite epsilon --batch 0", "--batch 0 is too small")]
    [InlineData("bench mnist --composite epsilon --threads -1", "--threads -1 is too small")]
    public void BadUseIsExplained(string line, params string[] pieces) =>
        Workplace.Run(line.Split(' ')).IsRefused(2, pieces);

    [Theory]
    [InlineData("--target 10", "--target '10' is no output; give a number from 0 to 9, or top")]
    [InlineData("--target -1", "--target '-1' is no output")]
    [InlineData("--target best", "--target 'best' is no output")]
    [InlineData("--target 0 --device gpu", "'gpu'", "cpu")]
    [InlineData("--target 0 --start zero", "'zero'", "logit")]
    [InlineData("--target 0 --index 3", "--index 3", "holds one sample")]
    [InlineData("--target 0 --index -2", "--index -2 is too small")]
    public void BadOptionsOfExplainAreExplained(string options, params string[] pieces) =>
        Explain("x.npy", options.Split(' ')).IsRefused(2, pieces);

    [Fact]
    public void AnInputOfAnotherShapeIsExplained() =>
        Explain("small.npy", "--target", "0")
            .IsRefused(2, "small.npy' [3,3] is no input of the network, which takes [1,28,28]");

    [Fact]
    public void ABatchNeedsAnIndex()
    {
        Explain("batch.npy", "--target", "0").IsRefused(2, "holds 3 samples; say which by --index, from 0 to 2");
        Explain("batch.npy", "--target", "0", "--index", "3").IsRefused(2, "holds samples 0 to 2");
    }

    [Fact]
    public void AnInputOutsideOfTheRangeIsAFailure()
    {
        NpyFile.Write(_place.PathOf("two.npy"), [.. Enumerable.Repeat(2f, 784)], 1, 28, 28);
        Explain("two.npy", "--target", "0").IsRefused(1, "holds 2 at index 0, outside of the range [0, 1]");
    }

    [Fact]
    public void ADamagedInputIsAFailure()
    {
        _place.Write("bad.npy", "no numbers");
        Explain("bad.npy", "--target", "0").IsRefused(1, "bad.npy");
    }

    [Fact]
    public void AnInputOfAnotherFormatIsExplained()
    {
        _place.Write("x.jpg", "");
        Explain("x.jpg", "--target", "0").IsRefused(2, "neither a .npy, a .npz nor a .png file");
    }

    [Fact]
    public void ADamagedModelIsAFailure()
    {
        string model = _place.Write("bad.onnx", "no model");
        Workplace.Run("inspect", model).IsRefused(1, "bad.onnx");
    }

    [Fact]
    public void AFolderThatIsNotThereIsSeenBeforeAnythingIsComputed() =>
        Workplace
            .Run(
                "explain",
                "mnist",
                "--input",
                _place.PathOf("x.npy"),
                "--target",
                "0",
                "--composite",
                "epsilon",
                "-o",
                _place.PathOf("none/R.npy")
            )
            .IsRefused(2, "there is no folder");

    [Fact]
    public void NothingToDoIsExplained() =>
        Workplace
            .Run("explain", "mnist", "--input", _place.PathOf("x.npy"), "--target", "0", "--composite", "epsilon")
            .IsRefused(2, "give -o R.npy, --png H.png or --json");

    [Fact]
    public void ABoundWithoutARangeIsExplained() =>
        Workplace
            .Run("check", Workplace.Model, "--rules", "First=ZBox; Any=Epsilon")
            .IsRefused(2, "RC0015", "--range LOW,HIGH");

    [Fact]
    public void EveryVerbHelpsWithExamples()
    {
        foreach (string verb in new[] { "explain", "inspect", "cost", "check", "bench", "rules" })
        {
            Outcome help = Workplace.Run(verb, "--help");
            Assert.Equal(0, help.Code);
            Assert.Contains("Examples:", help.Output, StringComparison.Ordinal);
            Assert.Contains($"rulec {verb}", help.Output, StringComparison.Ordinal);
        }
    }

    private Outcome Explain(string input, params string[] options) =>
        Workplace.Run([
            "explain",
            "mnist",
            "--input",
            _place.PathOf(input),
            "--composite",
            "epsilon",
            "-o",
            _place.PathOf("R.npy"),
            .. options,
        ]);
}

namespace RuleCompiler.Cli.Tests;

/// <summary>rulec inspect --plan: the steps of an explanation, and the launches that they are on a device.</summary>
public sealed class PlanTests : IDisposable
{
    private static readonly string[] Weighted =
    [
        "conv1",
        "avgpool1",
        "conv2",
        "avgpool2",
        "conv3",
        "avgpool3",
        "dense1",
        "dense2",
    ];

    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("gradient")]
    [InlineData("epsilon-plus")]
    [InlineData("epsilon-gamma-box")]
    [InlineData("epsilon-alpha2-beta1")]
    public void AllOfALayersSumsAreOneLaunchEachWay(string composite)
    {
        Dictionary<string, string[]> passes = Sections(Plan("device", composite));
        foreach (string layer in Weighted)
        {
            Assert.Single(passes["forward"], line => Sums(line, layer));
            Assert.Single(passes["backward"], line => Sums(line, layer));
        }
    }

    [Fact]
    public void AlphaBetaTakesMoreStepsHereAndOneLaunchALayerThere()
    {
        string[] here = Sections(Plan("cpu", "epsilon-alpha2-beta1"))["backward"];
        string device = Plan("device", "epsilon-alpha2-beta1");
        Dictionary<string, string[]> passes = Sections(device);
        Assert.Equal(Weighted.Length, passes["backward"].Length);
        Assert.True(here.Length > 2 * Weighted.Length, string.Join("\n", here));
        Assert.EndsWith(
            $"launches: {passes.GetValueOrDefault("prepare", []).Length} when weights are loaded, {passes["forward"].Length} forward, {passes["backward"].Length} backward\n",
            device.ReplaceLineEndings("\n"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void APlanOfThisProcessorHasNoLaunches() =>
        Assert.DoesNotContain("launch", Plan("cpu", "epsilon-plus"), StringComparison.Ordinal);

    [Theory]
    [InlineData("--plan device", "--composite NAME or --rules")]
    [InlineData("--plan gpu --composite epsilon-plus", "'gpu'", "cpu", "device")]
    [InlineData("--plan", "--plan", "rulec inspect --help")]
    [InlineData("--plan device --composite epsilon-plus --json", "--plan is text for people")]
    [InlineData("--composite epsilon-plus", "belong to --plan", "--plan device")]
    [InlineData("--rules Any=Epsilon", "belong to --plan")]
    [InlineData("--plan device --composite epsilon-plus --rules Any=Epsilon", "exclude each other")]
    [InlineData("--plan device --composite epsilonplus", "no composite is called 'epsilonplus'")]
    public void BadOptionsAreExplained(string options, params string[] pieces) =>
        Workplace.Run(["inspect", "mnist", .. options.Split(' ')]).IsRefused(2, pieces);

    [Theory]
    [InlineData("cpu:1", "'cpu:1'")]
    [InlineData("opencl2", "'opencl2'")]
    [InlineData("", "''")]
    public void ADeviceThatIsNoneIsExplained(string device, string piece) =>
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
                _place.PathOf("R.npy"),
                "--device",
                device
            )
            .IsRefused(2, "--device", piece, "give cpu, opencl");

    private static string Plan(string kind, string composite)
    {
        Outcome outcome = Workplace.Run("inspect", "mnist", "--plan", kind, "--composite", composite);
        Assert.True(outcome.Code == 0, outcome.Error);
        return outcome.Output;
    }

    private static bool Sums(string line, string layer) => line.Contains($"    {layer}: ", StringComparison.Ordinal);

    /// <summary>The lines under each heading.</summary>
    private static Dictionary<string, string[]> Sections(string plan)
    {
        Dictionary<string, List<string>> sections = [];
        List<string> current = [];
        foreach (string line in plan.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] != ' ')
                sections.Add(line.Split(':')[0], current = []);
            else
                current.Add(line);
        }

        return sections.ToDictionary(s => s.Key, s => s.Value.ToArray());
    }
}

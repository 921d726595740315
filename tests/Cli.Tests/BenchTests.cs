using RuleCompiler.Cli.Compiling;
using RuleCompiler.Cli.Measuring;
using RuleCompiler.Cli.Networks;

namespace RuleCompiler.Cli.Tests;

/// <summary>bench: what it says and what it counts. Nothing here depends on how fast anything is.</summary>
public sealed class BenchTests : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void ReportsHaveTheKeysThatOtherToolsReadAndNoOthers()
    {
        Outcome outcome = Bench("mnist", "--batch", "2", "--runs", "3");
        string[] times = ["median_ms", "min_ms", "max_ms"];
        Assert.Equal(
            [
                .. times,
                "gflops",
                "fraction_of_product_rate",
                "ratio_to_forward",
                .. times.Select(t => $"forward_{t}"),
                "forward_gflops",
                "forward_fraction_of_product_rate",
                .. times.Select(t => $"convolutions_{t}"),
                "convolutions_gflops",
                "convolutions_fraction_of_product_rate",
                "product_gflops",
                "bytes_moved",
                "peak_mb",
                "weights_mb",
                "prepared_mb",
                "workspace_mb",
                "threads",
                "batch",
                "runs",
            ],
            Reports.Keys(outcome)
        );
        Assert.Equal((1, 2, 3), (Int("threads"), Int("batch"), Int("runs")));
        Assert.All(
            Reports.Keys(outcome).Except(["prepared_mb"]),
            key => Assert.True(Reports.Number(outcome, key) > 0, key)
        );

        int Int(string key) => (int)Reports.Number(outcome, key);
    }

    [Fact]
    public void ANetworkWithoutConvolutionsHasNoneToMeasure() =>
        Assert.DoesNotContain(
            Reports.Keys(Bench("mlp", "--runs", "1")),
            key => key.StartsWith("convolutions", StringComparison.Ordinal)
        );

    [Fact]
    public void TheRelevanceIsThatOfTheSeededInputs()
    {
        Assert.Equal(0, Bench("mnist", "--batch", "2", "--runs", "1", "--relevance", _place.PathOf("B.npy")).Code);
        var written = NpyFile.Read(_place.PathOf("B.npy"));
        Assert.Equal([2, 1, 28, 28], written.Shape);

        float[] inputs = RuleCompiler.Cli.Measuring.Bench.Inputs(Subject.Open("mnist"), 2);
        NpyFile.Write(_place.PathOf("x.npy"), inputs[..784], 1, 28, 28);
        float[] alone = _place.Relevance("--composite", "epsilon-plus");
        float most = alone.Max(Math.Abs);
        // a batch may sum dense layers in another order
        Assert.All(alone.Zip(written.ToSingles()), pair => Assert.Equal(pair.First, pair.Second, 1e-5 * most));
    }

    [Fact]
    public void BytesAreThoseOfThePlansSteps()
    {
        Subject subject = GraphSubject.Of("two", LayerGraph.Of([new Dense(3), new ReLU(), new Dense(2)], [5]));
        Traffic traffic = Traffic.Of(
            Analysis.Of(subject, new CompositeRequest { Composite = "gradient" }, default).Plan
        );
        // both matrices and both biases
        Assert.Equal(4 * ((5 * 3) + 3 + (3 * 2) + 2), traffic.Weights);
        // each matrix is read on the way up and on the way down, each bias on the way up
        Assert.Equal(4 * ((2 * ((5 * 3) + (3 * 2))) + 3 + 2), traffic.Once);
        Assert.Equal(0, traffic.Prepared);
        Assert.Equal((10 * traffic.Samples) + (2 * traffic.Once), traffic.Moved(batch: 10, pieces: 2));
        // at least: up, both inputs and both outputs; down, the same of relevance
        Assert.True(traffic.Samples >= 4 * 2 * (5 + 3 + 3 + 2));
    }

    [Fact]
    public void ATimingIsTheMiddleOfItsRuns()
    {
        Assert.Equal(new Timing(3, 1, 9), Timing.Of([9, 1, 3]));
        Assert.Equal(new Timing(2.5, 1, 9), Timing.Of([9, 1, 3, 2]));
        Assert.Equal(4, new Timing(0.5, 0.1, 1).GigaFlops(2e6));
    }

    [Fact]
    public void EveryWorkRunsInEveryRound()
    {
        List<int> order = [];
        Timing[] times = Rounds.Measure([() => Work(0), () => Work(1)], 3);
        Assert.Equal(2, times.Length);
        // how often each is called depends on how long it takes; whose turn it is does not
        int[] turns = [.. order.Where((which, i) => i == 0 || order[i - 1] != which)];
        Assert.Equal([0, 1, 0, 1, 0, 1, 0, 1], turns); // the warm-up, three rounds

        void Work(int which)
        {
            order.Add(which);
            Thread.Sleep(2); // few calls are enough
        }
    }

    [Theory]
    [InlineData("vgg16", 32)]
    [InlineData("resnet50", 174)]
    public void DeclaredNetworksAreWhatTheirTextSays(string name, int layers)
    {
        Subject declared = Subject.Open(name);
        GraphSubject written = GraphSubject.Of(name, declared.Layers);
        Assert.Equal(declared.Graph.Nodes.Select(n => n.Shape), written.Graph.Nodes.Select(n => n.Shape));
        Assert.Equal(declared.Graph.Nodes.Select(n => n.Inputs), written.Graph.Nodes.Select(n => n.Inputs));
        Convolutions cut = Convolutions.Of(declared, new("", []))!;
        Assert.Equal(layers, cut.Subject.Graph.Nodes.Count);
        Assert.DoesNotContain(cut.Subject.Layers.Layers, l => l.Layer is Dense);
    }

    [Fact]
    public void TheConvolutionsOfVgg16AreWhatThePaperMultiplies() =>
        Assert.Equal(15_346_630_656, Convolutions.Of(Subject.Open("vgg16"), new("", []))!.Multiplications);

    private static Outcome Bench(string network, params string[] more) =>
        Workplace.Run(["bench", network, "--composite", "epsilon-plus", "--threads", "1", "--json", .. more]);
}

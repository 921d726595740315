using System.Text.Json;
using RuleCompiler.Conformance.Tests.Compiled;
using RuleCompiler.Conformance.Tests.Goldens;
using RuleCompiler.Conformance.Tests.Reference;
using RuleCompiler.TestData;

namespace RuleCompiler.Conformance.Tests.Convergence;

/// <summary>
/// csc_b: relevances and paths of cosine similarity convergence on network b, by zennit in double precision. It tells
/// places as the inputs of modules; "input of relu3" is the output of conv3.
/// </summary>
public sealed class ConvergenceGoldenTests
{
    private const int Vectors = 5;

    // what is asked for; float32 sums of 8192 terms come within 1e-5
    private const double Tolerance = 1e-4;

    // the ε-rule from a convolution: random relevance at units whose sum is near 0 is divided by it, and of a sum of 1152
    // float32 products 10⁻⁶ is rounding; the interpreter's doubles come within Tolerance
    private const double NearZeroSums = Amount.NearZeroSums;

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Data");
    private static readonly NumpyArchive Archive = new(Path.Combine(Folder, "csc_b.npz"));
    private static readonly JsonElement Paths = JsonDocument
        .Parse(File.ReadAllText(Path.Combine(Folder, "csc_b.json")))
        .RootElement.GetProperty("values");

    private static readonly Dictionary<string, string> Layers = new()
    {
        ["conv1"] = "input of relu1",
        ["conv2"] = "input of relu2",
        ["conv3"] = "input of relu3",
        ["conv4"] = "input of relu4",
        ["fc5"] = "input of relu5",
    };

    private static readonly Dictionary<string, Func<WeightSet, Explainer>> Explainers = new()
    {
        ["zplus"] = weights => new AllZPlusOfB(weights),
        ["alphabeta_2_1"] = weights => new AllAlphaBetaOfB(weights),
        ["epsilon"] = weights => new AllEpsilonOfB(weights),
        ["gamma_0_25"] = weights => new AllGammaOfB(weights),
        ["gradient"] = weights => new PlainGradientOfB(weights),
        ["guided_backprop"] = weights => new GuidedBackpropOfB(weights),
    };

    public static TheoryData<string> Rules => [.. Explainers.Keys];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Paths_and_relevances_are_those_of_zennit(string rule)
    {
        float[] x = Archive.Singles("x");
        using Explainer explainer = Explainers[rule](Deterministic.NetworkB("s1"));
        RuleCompiler.Convergence found = explainer.Convergence(
            x,
            new()
            {
                Vectors = Vectors,
                From = ["fc6", "conv4", "conv2"],
                Start = (layer, _, vector, relevance) =>
                    Started(layer).AsSpan(vector * relevance.Length, relevance.Length).CopyTo(relevance),
            }
        );
        Assert.Equal(["fc6", "conv4", "conv2"], found.Paths.Select(path => path.From));
        int compared = 0;
        foreach (ConvergencePath path in found.Paths)
        {
            JsonElement expected = Paths.GetProperty($"{path.From}/{rule}");
            foreach (LayerSimilarity layer in path.Layers.Where(l => l.Layer != path.From && l.Layer != "input"))
            {
                double cosine = expected.GetProperty(Layers[layer.Layer]).GetDouble();
                Assert.True(
                    Math.Abs(1 - layer.Median - cosine)
                        < (rule == "epsilon" && path.From != "fc6" ? NearZeroSums : Tolerance),
                    $"{path.From} to {layer.Layer}: {1 - layer.Median}, not {cosine}"
                );
                compared++;
            }
        }

        Assert.Equal(5 + 3 + 1, compared);

        // the input, of which zennit's paths tell each location and ours the whole
        float[] relevance = new float[Vectors * x.Length];
        explainer.Explain(x, Started("fc6"), relevance);
        double[][] arrived = [.. relevance.Select(v => (double)v).Chunk(x.Length)];
        double[][] golden = [.. Archive[$"R_input/fc6/{rule}"].Chunk(x.Length)];
        Near.Same(golden[0], arrived[0], Tolerance);
        Near.Same(golden[1], arrived[1], Tolerance);
        double atLocations = 1 - NaiveSimilarity.Quantile(NaiveSimilarity.Of(arrived, 3), 0.5);
        Assert.Equal(
            Paths.GetProperty($"fc6/{rule}").GetProperty("input of conv1").GetDouble(),
            atLocations,
            Tolerance
        );
        double[] whole = NaiveSimilarity.Of(arrived, x.Length);
        LayerSimilarity input = found.Paths[0].Layers[^1];
        Assert.Equal("input", input.Layer);
        Assert.Equal(whole.Length, input.Values);
        Assert.Equal(NaiveSimilarity.Quantile(whole, 0.5), input.Median, Tolerance);
        Assert.Equal(
            NaiveSimilarity.Of(golden, x.Length).Single(),
            NaiveSimilarity.Of(arrived[..2], x.Length).Single(),
            Tolerance
        );
    }

    [Fact]
    public void The_interpreter_s_path_of_epsilon_from_a_convolution_is_that_of_zennit()
    {
        float[] x = Archive.Singles("x");
        Interpreter interpreter = Interpreter.For<NetworkB, AllEpsilon>(Deterministic.NetworkB("s1"));
        double[][] arrived =
        [
            .. Started("conv4")
                .Chunk(128 * 16 * 16)
                .Select(start => Array.ConvertAll(start, v => (double)v))
                .Select(start => interpreter.ExplainFrom(x, "conv4", start).Layers["conv2"].Single()),
        ];
        double cosine = Paths.GetProperty("conv4/epsilon").GetProperty("input of relu2").GetDouble();
        Assert.Equal(cosine, 1 - NaiveSimilarity.Quantile(NaiveSimilarity.Of(arrived, 64), 0.5), Tolerance);
    }

    /// <summary>[vectors, layer]</summary>
    private static float[] Started(string layer)
    {
        int size = layer switch
        {
            "fc6" => 10,
            "conv4" => 128 * 16 * 16,
            _ => 64 * 32 * 32,
        };
        return Array.ConvertAll(GoldenGenerator.Normal12($"b/csc/R/{layer}", Vectors * size), v => (float)v);
    }
}

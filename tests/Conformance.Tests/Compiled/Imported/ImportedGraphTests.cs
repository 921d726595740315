using RuleCompiler.Generators.Ir;
using static RuleCompiler.Conformance.Tests.Compiled.GraphBuilder;

namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>
/// Compiled graphs of imported networks against their definitions in double precision, and their gradients against
/// central differences.
/// </summary>
public sealed class ImportedGraphTests
{
    /// <summary>float32 through a handful of layers of a few units; differences of order 4 are far more exact.</summary>
    private const double Tolerance = 2e-5;

    public static TheoryData<string, double, double, string> Nonlinearities() =>
        new()
        {
            { "ReLU", -1, 1, "" },
            { "LeakyReLU", -1, 1, "Slope=0.1" },
            { "Clip", -1, 1, "Low=-0.5 High=0.25" },
            { "Clip", -1, 1, "Low=0 High=Infinity" },
            { "HardSigmoid", -3, 3, "Alpha=0.4 Beta=0.5" },
            { "HardSwish", -4, 4, "" },
            { "Sigmoid", -3, 3, "" },
            { "Tanh", -2, 2, "" },
            { "Softplus", -3, 3, "" },
            { "Softsign", -3, 3, "" },
            { "ELU", -2, 2, "Alpha=0.7" },
            { "ELU", -1e-2, -5e-3, "Alpha=1" },
            { "SELU", -2, 2, "Alpha=1.6732631921768188 Gamma=1.0507010221481323" },
            { "CELU", -2, 2, "Alpha=2" },
            { "GELU", -3, 3, "Tanh=0" },
            { "GELU", -3, 3, "Tanh=1" },
            { "SiLU", -3, 3, "" },
            { "ThresholdedReLU", -1, 1, "Alpha=0.3" },
            { "Erf", -2, 2, "" },
            { "Exp", -2, 2, "" },
            { "Log", 0.2, 2, "" },
            { "Sqrt", 0.2, 2, "" },
            { "Reciprocal", 0.3, 2, "" },
            { "Abs", -1, 1, "" },
        };

    [Theory]
    [MemberData(nameof(Nonlinearities))]
    public void ANonlinearityHasItsValueAndItsSlope(string kind, double low, double high, string numbers)
    {
        GraphBuilder builder = new(40);
        int y = builder.Activation(-1, Enum.Parse<NodeKind>(kind), Numbers(numbers));
        builder.Dense(y, 3);
        HoldsFor(builder.Build(), low, high);
    }

    /// <summary>No value of either branch of a choice may spoil the other.</summary>
    [Theory]
    [MemberData(nameof(Nonlinearities))]
    public void NothingOverflowsFarFromZero(string kind, double low, double high, string numbers)
    {
        Assert.True(low < high);
        GraphBuilder builder = new(2);
        builder.Activation(-1, Enum.Parse<NodeKind>(kind), Numbers(numbers));
        Graph graph = builder.Build();
        using Explainer explainer = ImportedExplainer.Compile(graph, "PlainGradient", new("none", []));
        float[] input = kind is "Exp" or "Log" or "Sqrt" or "Reciprocal" ? [1e-3f, 80] : [-1e4f, 1e4f];
        Explanation explanation = explainer.Explain(input, [1, 1]);
        Assert.All(explanation.Logits, v => Assert.True(float.IsFinite(v)));
        Assert.All(explanation.Relevance, v => Assert.True(float.IsFinite(v)));
    }

    [Fact]
    public void DenseLayersApplyToEveryRow()
    {
        GraphBuilder builder = new(2, 3, 5);
        int rows = builder.PReLU(builder.Dense(-1, 4), 2);
        builder.Dense(builder.Reshape(builder.Dense(rows, 6, bias: false), 36), 3);
        HoldsFor(builder.Build(), -1, 1);
    }

    [Fact]
    public void AffineLayersAndBatchNormsScaleChannels()
    {
        GraphBuilder builder = new(6, 4);
        int affine = builder.Affine(builder.Affine(-1, 6), 24);
        int one = builder.PReLU(builder.Affine(builder.BatchNorm(affine), 1), 1);
        builder.Dense(builder.Reshape(builder.PReLU(one, 3), 24), 2);
        HoldsFor(builder.Build(), -1, 1);
    }

    [Fact]
    public void ConvolutionsFuseWithSlopesOfTheirChannels()
    {
        GraphBuilder builder = new(2, 5, 4);
        int conv = builder.PReLU(builder.Convolution(-1, 3, 2), 3);
        int softened = builder.Activation(builder.Activation(conv, NodeKind.Softsign), NodeKind.SiLU);
        builder.Dense(builder.Reshape(builder.Affine(softened, 3), 36), 2);
        HoldsFor(builder.Build(), -1, 1);
    }

    [Fact]
    public void SumsHaveSignsAndProductsHaveManyFactors()
    {
        GraphBuilder builder = new(12);
        int gate = builder.Activation(builder.Dense(-1, 12), NodeKind.Sigmoid);
        int signal = builder.Dense(-1, 12);
        int product = builder.Multiply((signal, false), (gate, true), (-1, false));
        int square = builder.Multiply((product, false), (product, false));
        builder.Dense(builder.Sum((square, 1), (signal, -1), (-1, 1)), 3);
        HoldsFor(builder.Build(), -1, 1);
    }

    [Fact]
    public void ValuesMove()
    {
        GraphBuilder builder = new(3, 4);
        int transposed = builder.Rearrange(-1, [4, 3], Map([4, 3], 0, [1, 4], 0, [3, 1]));
        int padded = builder.Rearrange(transposed, [6, 4], Map([4, 3], 0, [3, 1], 5, [4, 1]));
        int reversed = builder.Rearrange(padded, [6, 2], Map([6, 2], 3, [4, -2], 0, [2, 1]));
        int broadcast = builder.Rearrange(reversed, [2, 6, 2], Map([2, 6, 2], 0, [0, 2, 1], 0, [12, 2, 1]));
        int joined = builder.Concat(
            [2, 6, 4],
            (broadcast, Map([2, 6, 2], 0, [12, 2, 1], 0, [24, 4, 1])),
            (broadcast, Map([2, 6, 1], 0, [12, 2, 1], 2, [24, 4, 1]))
        );
        builder.Dense(builder.Reshape(builder.Activation(joined, NodeKind.Tanh), 48), 3);
        HoldsFor(builder.Build(), -1, 1);
    }

    [Theory]
    [InlineData("C", "_ => new Epsilon(1e-9f)")]
    [InlineData("C", "Activation => new Pass(), Concat or Rearrange => new ZPlus(), _ => new Norm()")]
    [InlineData("C", "_ => null")]
    public void RelevanceIsKeptWhereNothingIsLost(string composite, string arms)
    {
        GraphBuilder builder = new(3, 4);
        int transposed = builder.Rearrange(-1, [4, 3], Map([4, 3], 0, [1, 4], 0, [3, 1]));
        int rows = builder.Activation(builder.Dense(transposed, 5, bias: false), NodeKind.Softplus);
        int gate = builder.Activation(rows, NodeKind.Sigmoid);
        int gated = builder.Multiply((gate, true), (rows, false));
        int joined = builder.Concat(
            [4, 10],
            (gated, Map([4, 5], 0, [5, 1], 0, [10, 1])),
            (rows, Map([4, 5], 0, [5, 1], 5, [10, 1]))
        );
        int flat = builder.Reshape(builder.Affine(joined, 4), 40);
        builder.Dense(builder.Sum((flat, 1), (flat, 1)), 3, bias: false);
        Graph graph = builder.Build();
        if (arms.StartsWith("_ => new", StringComparison.Ordinal))
            arms = "Activation => new Pass(), " + arms;
        string source =
            $"[Composite] public sealed partial class C {{ public static Rule? For(Layer layer) => layer switch {{ {arms} }}; }}";
        WeightSet weights = ImportedExplainer.Weights(graph, new(5), bias: false);
        using Explainer explainer = ImportedExplainer.Compile(graph, composite, weights, source);
        Explanation explanation = explainer.Explain(RandomTensors.Fill(new(6), 12, 0.1, 1), 1);
        // stabilisers of 1e-6 against sums of the order of 1
        Assert.InRange(explanation.ConservationError, 0, 1e-3);
    }

    [Fact]
    public void ALayerThatNothingReadsIsNotRun()
    {
        GraphBuilder builder = new(4);
        builder.Activation(-1, NodeKind.Tanh);
        builder.Activation(-1, NodeKind.Sigmoid);
        Plan plan = ImportedExplainer.Lower(builder.Build(), "EpsilonPlus").Plan;
        Assert.DoesNotContain(plan.Forward, step => step.Remark.StartsWith("tanh1", StringComparison.Ordinal));
        Assert.Equal(["sigmoid1"], plan.Taps.Select(tap => tap.Layer));
    }

    [Fact]
    public void AGateTakesNoRelevance()
    {
        GraphBuilder builder = new(4);
        int half = builder.Rearrange(-1, [2], Map([2], 0, [1], 0, [1]));
        int other = builder.Rearrange(-1, [2], Map([2], 2, [1], 0, [1]));
        builder.Multiply((half, false), (other, true));
        using Explainer explainer = ImportedExplainer.Compile(builder.Build(), "EpsilonPlus", new("none", []));
        Explanation explanation = explainer.Explain([2, 3, 5, 7], [1f, 10f]);
        Assert.Equal([10, 21], explanation.Logits);
        Assert.Equal([1, 10, 0, 0], explanation.Relevance.Select(r => Math.Round(r, 4)));
    }

    [Theory]
    [InlineData(1, 1, 0, 1, "reads outside")]
    [InlineData(0, 1, 1, 1, "writes outside")]
    [InlineData(0, 1, 0, 0, "writes a unit twice")]
    [InlineData(3, -1, 3, -1, null)]
    public void AMapStaysWithinItsInputAndOutput(int read, int readStride, int write, int writeStride, string? mistake)
    {
        GraphBuilder builder = new(4);
        builder.Rearrange(-1, [4], Map([4], read, [readStride], write, [writeStride]));
        GraphResult result = builder.Shaped();
        if (mistake is null)
            Assert.Empty(result.Problems);
        else
            Assert.Contains(mistake, Assert.Single(result.Problems).Arguments[2], StringComparison.Ordinal);
    }

    [Fact]
    public void BranchesOfAConcatenationLieApart()
    {
        GraphBuilder builder = new(2);
        StridedMap first = Map([2], 0, [1], 0, [1]);
        builder.Concat([4], (-1, first), (-1, Map([2], 0, [1], 1, [1])));
        Assert.Contains("twice", Assert.Single(builder.Shaped().Problems).Arguments[2], StringComparison.Ordinal);
    }

    private static (string, double)[] Numbers(string text) =>
        [
            .. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(part => part.Split('='))
                .Select(part => (part[0], double.Parse(part[1], System.Globalization.CultureInfo.InvariantCulture))),
        ];

    /// <summary>Outputs and gradients of a batch, against the definitions.</summary>
    private static void HoldsFor(Graph graph, double low, double high)
    {
        Random random = new(1);
        WeightSet weights = ImportedExplainer.Weights(graph, random);
        SlowGraph slow = new(graph, weights);
        using Explainer explainer = ImportedExplainer.Compile(graph, "PlainGradient", weights);
        int size = (int)Shapes.Count(graph.InputShape);
        int outputs = (int)Shapes.Count(graph.Output.Shape);
        const int samples = 3;
        float[] inputs = RandomTensors.Fill(random, samples * size, low, high);
        float[] relevance = new float[samples * size];
        float[] logits = new float[samples * outputs];
        explainer.Explain(inputs, [1, 0, 1], relevance, logits, OutputRelevance.One);
        for (int n = 0; n < samples; n++)
        {
            double[] x = [.. inputs.Skip(n * size).Take(size).Select(v => (double)v)];
            Distance.Within(Tolerance, slow.Values(x)[^1], logits.AsSpan(n * outputs, outputs), $"output {n}");
            double[] gradient = slow.Gradient(x, n == 1 ? 0 : 1);
            Distance.Within(Tolerance, gradient, relevance.AsSpan(n * size, size), $"gradient {n}");
        }
    }
}

using RuleCompiler.Runtime.Tests.Explaining;
using RuleCompiler.TestData;

namespace RuleCompiler.Runtime.Tests.Distortion.Ordering;

/// <summary>A network whose first layer with weights is dense.</summary>
[Network(2, 9, 7, Low = 0, High = 1)]
public sealed partial class Perceptron
{
    public static Layer[] Define() =>
        [new Flatten(), new Dense(37), new ReLU(), new Dense(20), new ReLU(), new Dense(4)];

    internal static WeightSet Tensors() =>
        Deterministic.Network("perceptron", ("dense1", [37, 126]), ("dense2", [20, 37]), ("dense3", [4, 20]));
}

[Explainer<Perceptron, PlainGradient>]
public sealed partial class PerceptronGradient;

/// <summary>Rules that sum positive and negative contributions of the input apart.</summary>
[Composite]
public sealed partial class AllAlphaBeta
{
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Dense => new AlphaBeta(2, 1),
            _ => null,
        };
}

[Explainer<Perceptron, AllAlphaBeta>]
public sealed partial class PerceptronAlphaBeta;

/// <summary>Keeping the sums of a dense first layer changes what the test costs, and nothing else.</summary>
public class FirstSumsTests
{
    private static readonly OrderingOptions Options = new() { Samples = 130, Steps = 126 };
    private static readonly float[] Images = SmallNetwork.Batch(2);
    private static readonly float[] Relevances = Deterministic.Fill("first/r", [2, SmallNetwork.Inputs], -1, 1);
    private static readonly GaussianReference Reference = new(
        SmallNetwork.Sample(2),
        Deterministic.Fill("first/v", [SmallNetwork.Inputs], 0, 1)
    );

    [Fact]
    public void TheyAreKeptWhereTheFirstLayerIsDenseAndNothingElseReadsTheInput()
    {
        using PerceptronGradient gradient = new(Perceptron.Tensors());
        using PerceptronAlphaBeta parts = new(Perceptron.Tensors());
        using Methods.AskedGradient convolution = new(SmallNetwork.Tensors());

        Assert.Equal(37 * 126, gradient.FirstWeights?.Length);
        Assert.Null(convolution.FirstWeights);
        // the same test all the same, by the whole network
        Assert.Null(parts.FirstWeights);
        Near.Same(Curve(parts), Curve(gradient), 1e-5);
    }

    [Theory]
    [InlineData(OrderingFormulation.Productive)]
    [InlineData(OrderingFormulation.Destructive)]
    public void DistortionsAreThoseOfTheWholeNetwork(OrderingFormulation formulation)
    {
        using PerceptronGradient network = new(Perceptron.Tensors());

        double[] kept = Curve(network, formulation),
            whole = Curve(new Whole(network), formulation);

        // float32 rounding of 126 updates, of an output that is squared
        Near.Same(whole, kept, 1e-5);
        Assert.NotEqual(whole, kept);
    }

    [Fact]
    public void TwoThreadsGiveWhatOneGives()
    {
        using PerceptronGradient one = new(Perceptron.Tensors(), new() { Threads = 1 }),
            two = new(Perceptron.Tensors(), new() { Threads = 2 });
        using Methods.AskedGradient first = new(SmallNetwork.Tensors(), new() { Threads = 1 }),
            second = new(SmallNetwork.Tensors(), new() { Threads = 2 });

        Assert.Equal(Curve(one), Curve(two));
        Assert.Equal(Curve(first), Curve(second));
    }

    private static double[] Curve(
        IExplainable network,
        OrderingFormulation formulation = OrderingFormulation.Productive
    ) =>
        [
            .. RelevanceOrdering
                .Test(network, Images, Relevances, [1, 3], Reference, Options with { Formulation = formulation })
                .Images.SelectMany(image => image.Distortions)
                .Select(d => d.Mean),
        ];

    /// <summary>A network of which nothing is known.</summary>
    private sealed class Whole(IExplainable network) : IExplainable
    {
        public IReadOnlyList<int> InputShape => network.InputShape;
        public int InputSize => network.InputSize;
        public int OutputSize => network.OutputSize;
        public IReadOnlyList<LayerShape> LayerShapes => network.LayerShapes;

        public void Predict(ReadOnlySpan<double> inputs, Span<double> outputs) => network.Predict(inputs, outputs);

        public void Explain(
            ReadOnlySpan<double> inputs,
            ReadOnlySpan<int> targets,
            Span<double> relevance,
            OutputRelevance start = OutputRelevance.One,
            ReadOnlySpan<double> references = default
        ) => throw new NotSupportedException();

        public void Explain(ReadOnlySpan<double> inputs, int columns, RelevanceStart start, Span<double> relevance) =>
            throw new NotSupportedException();

        public LayerTrace Trace(ReadOnlySpan<double> input, int target, string layer) =>
            throw new NotSupportedException();
    }
}

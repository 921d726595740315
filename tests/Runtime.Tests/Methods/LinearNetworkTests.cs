using RuleCompiler.Runtime.Tests.Explaining;

namespace RuleCompiler.Runtime.Tests.Methods;

/// <summary>On a linear network every method that explains a difference gives w_j(x_j − x0_j), whatever is sampled.</summary>
public sealed class LinearNetworkTests
{
    private static readonly double[] Weights = [2, -1, 0.5, 0, 3];
    private static readonly double[] Input = [1, 2, -3, 4, 0.5];
    private static readonly double[] Reference = [0.5, -1, 1, 2, 0];

    public static TheoryData<AttributionMethod> Methods =>
        [
            new IntegratedGradients(),
            new IntegratedGradients(Steps: 3, Quadrature: Quadrature.RiemannLeft),
            new IntegratedGradients(Steps: 3, Quadrature: Quadrature.RiemannRight),
            new IntegratedGradients(Steps: 3, Quadrature: Quadrature.RiemannMiddle),
            new IntegratedGradients(Steps: 3, Quadrature: Quadrature.Trapezoid),
            new GradientShap(Samples: 7),
            new Occlusion([1]),
            new FeatureAblation(),
            new ExactShapley(),
            new ShapleySampling(Permutations: 3),
            new KernelShap(),
            new KernelShap(Samples: 20),
            new Lime(),
            new Lime(Samples: 20),
            new Lime(Distance: LimeDistance.EuclideanOfInputs, KernelWidth: 3),
            new Lime(Distance: LimeDistance.CosineOfCoalitions, KernelWidth: 0.25),
        ];

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_value_is_weight_times_difference(AttributionMethod method)
    {
        Attribution attribution = method.Attribute(
            FunctionNetwork.Linear(Weights, bias: 0.7),
            Input,
            0,
            new() { References = [Reference] }
        );
        double[] expected = [.. Weights.Select((w, j) => w * (Input[j] - Reference[j]))];
        // rounding alone: sums of a few products, and a least-squares system of five well-conditioned columns
        Near.Same(expected, attribution.Relevance, 1e-12);
        Assert.Equal(Input.Length, attribution.Shape.Single());
        if (attribution.CompletenessError is { } error)
            Assert.InRange(error, 0, 1e-12);
    }

    [Fact]
    public void Several_references_are_averaged()
    {
        double[] other = [1, 1, 1, 1, 1];
        double[] expected = [.. Weights.Select((w, j) => w * (Input[j] - ((Reference[j] + other[j]) / 2)))];
        AttributionOptions options = new() { References = [Reference, other] };
        foreach (
            AttributionMethod method in new AttributionMethod[]
            {
                new IntegratedGradients(Steps: 2),
                new Occlusion([1]),
                new FeatureAblation(),
                new ExactShapley(),
                new KernelShap(),
            }
        )
            Near.Same(
                expected,
                method.Attribute(FunctionNetwork.Linear(Weights, 0.7), Input, 0, options).Relevance,
                1e-12
            );
    }

    [Fact]
    public void Noise_changes_no_gradient_of_a_linear_network()
    {
        FunctionNetwork network = FunctionNetwork.Linear(Weights, 0.7);
        Near.Same(Weights, new SmoothGrad().Attribute(network, Input, 0).Relevance, 1e-12);
        Assert.All(new VarGrad().Attribute(network, Input, 0).Relevance, variance => Assert.Equal(0, variance, 1e-24));
        double[] squares = [.. Weights.Select(w => w * w)];
        Near.Same(squares, new SmoothGrad(Squared: true).Attribute(network, Input, 0).Relevance, 1e-12);
    }

    [Fact]
    public void Tabular_lime_gives_what_a_deviation_adds()
    {
        double[] deviations = [1, 2, 0.5, 3, 0.1];
        AttributionOptions options = new() { Means = Reference, Deviations = deviations };
        double[] expected = [.. Weights.Zip(deviations, (w, d) => w * d)];
        foreach (bool around in new[] { false, true })
        {
            TabularLime method = new(Samples: 200, Ridge: 0, AroundInput: around);
            double[] values = method.Attribute(FunctionNetwork.Linear(Weights, 0.7), Input, 0, options).Relevance;
            Near.Same(expected, values, 1e-9); // samples far from the input have weights near 0
        }
    }

    [Fact]
    public void Ridge_shrinks_towards_zero()
    {
        double[] free = new Lime().Attribute(FunctionNetwork.Linear(Weights, 0.7), Input, 0).Relevance;
        double[] shrunk = new Lime(Ridge: 10).Attribute(FunctionNetwork.Linear(Weights, 0.7), Input, 0).Relevance;
        Assert.True(shrunk.Sum(v => v * v) < 0.8 * free.Sum(v => v * v));
    }
}

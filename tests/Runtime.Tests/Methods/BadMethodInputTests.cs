namespace RuleCompiler.Runtime.Tests.Methods;

/// <summary>What a method cannot run with is refused before the network is asked, and the message says why.</summary>
public sealed class BadMethodInputTests
{
    private static readonly double[] Input = [1, 2, 3, 4];
    private static readonly FunctionNetwork Network = new([4], x => x.Sum(), x => [.. x]);

    public static TheoryData<AttributionMethod, AttributionOptions, string> Options =>
        new()
        {
            {
                new IntegratedGradients(),
                new()
                {
                    References =
                    [
                        [1, 2],
                    ],
                },
                "Reference 0 has 2 values; the network takes 4 ([4])"
            },
            {
                new IntegratedGradients(),
                new()
                {
                    References =
                    [
                        [0, 0, 0, 0],
                        [1, double.NaN, 3, 4],
                    ],
                },
                "Reference 1 holds NaN at index 1"
            },
            {
                new SmoothGrad(),
                new()
                {
                    References =
                    [
                        [1, 2, 3, 4],
                    ],
                },
                "smooth-grad compares with no reference"
            },
            {
                new SmoothGrad(),
                new() { Groups = [0, 0, 1, 1] },
                "smooth-grad knows no groups"
            },
            {
                new ExactShapley(),
                new() { Groups = [0, 1] },
                "2 groups' numbers for 4 numbers"
            },
            {
                new ExactShapley(),
                new() { Groups = [0, 1, 3, 3] },
                "no number belongs to group 2"
            },
            {
                new ExactShapley(),
                new() { Groups = [0, -1, 1, 1] },
                "index 1 belongs to group -1"
            },
            {
                new Lime(),
                new() { References = [new double[4], new double[4]] },
                "give one"
            },
            {
                new TabularLime(),
                new() { Means = [1] },
                "The means has 1 values"
            },
            {
                new TabularLime(),
                new() { Deviations = [1, 1, -1, 1] },
                "standard deviation is negative"
            },
            { new GuidedGradCam(), new(), "compiled with GuidedBackprop; give it as the option Guided" },
            {
                new GradCam(),
                new() { Guided = Network },
                "asks one network"
            },
            { new Occlusion([5]), new(), "along axis 0 give 1 to 4" },
            { new Occlusion([0]), new(), "along axis 0 give 1 to 4" },
            { new Occlusion([2], [3]), new(), "would leave gaps" },
            { new Occlusion([2, 2]), new(), "has 2 extents; the input [4] has 1 axes" },
        };

    public static TheoryData<AttributionMethod, string> Parameters =>
        new()
        {
            { new SmoothGrad(0), "Samples" },
            { new SmoothGrad(NoiseLevel: -1), "NoiseLevel" },
            { new SmoothGrad(NoiseLevel: double.NaN), "NoiseLevel" },
            { new SmoothGrad(Scale: (NoiseScale)7), "OfRange or Absolute" },
            { new VarGrad(-1), "Samples" },
            { new IntegratedGradients(0), "Steps" },
            { new IntegratedGradients(1, Quadrature.Trapezoid), "Steps" },
            { new IntegratedGradients(5, (Quadrature)77), "choose one of GaussLegendre" },
            { new GradientShap(0), "Samples" },
            { new GradientShap(NoiseDeviation: double.NegativeInfinity), "NoiseDeviation" },
            { new ShapleySampling(0), "Permutations" },
            { new KernelShap(1), "Samples" },
            { new Lime(1), "Samples" },
            { new Lime(KernelWidth: 0), "width is positive" },
            { new Lime(Ridge: -1), "Ridge" },
            { new Lime(Distance: (LimeDistance)9), "choose one of CosineOfInputs" },
            { new TabularLime(KernelWidth: -1), "width is positive" },
            { new Occlusion(Convention: (OcclusionConvention)5), "Captum or Zennit" },
        };

    [Theory]
    [MemberData(nameof(Options))]
    public void An_option(AttributionMethod method, AttributionOptions options, string expected)
    {
        int before = Network.Asked;
        string message = Assert.Throws<ArgumentException>(() => method.Attribute(Network, Input, 0, options)).Message;
        Assert.Contains(expected, message);
        Assert.Equal(before, Network.Asked);
    }

    [Theory]
    [MemberData(nameof(Parameters))]
    public void A_parameter(AttributionMethod method, string expected) =>
        Assert.Contains(
            expected,
            Assert.Throws<ArgumentOutOfRangeException>(() => method.Attribute(Network, Input, 0)).Message
        );

    [Fact]
    public void The_input_and_the_target()
    {
        AttributionMethod method = new FeatureAblation();
        Assert.Contains("takes 4 ([4])", Bad(() => method.Attribute(Network, [1.0, 2], 0)));
        Assert.Contains("at index 2", Bad(() => method.Attribute(Network, [1, 2, double.NaN, 3], 0)));
        Assert.Contains(
            "0 to 0",
            Assert.Throws<ArgumentOutOfRangeException>(() => method.Attribute(Network, Input, 1)).Message
        );
        Assert.Throws<ArgumentNullException>(() => method.Attribute(null!, Input, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AttributionOptions { BatchSize = -1 });
    }

    [Fact]
    public void A_method_says_what_it_is()
    {
        Assert.Equal("shapley", new ExactShapley().ToString());
        Assert.Equal(
            "integrated-gradients(Steps: 20, Quadrature: RiemannRight, TimesDifference: True)",
            new IntegratedGradients(20, Quadrature.RiemannRight).ToString()
        );
        Assert.Equal(
            "occlusion(Window: [3,8], Convention: Zennit)",
            new Occlusion([3, 8], null, OcclusionConvention.Zennit).ToString()
        );
    }

    private static string Bad(Action action) => Assert.Throws<ArgumentException>(action).Message;
}

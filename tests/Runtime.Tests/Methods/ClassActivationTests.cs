using RuleCompiler.Runtime.Tests.Explaining;
using static RuleCompiler.Runtime.Tests.Explaining.SmallNetwork;

namespace RuleCompiler.Runtime.Tests.Methods;

/// <summary>Grad-CAM against its formula, compiled and interpreted, and its two ways of upsampling.</summary>
public sealed class ClassActivationTests : IDisposable
{
    private readonly AskedGradient compiled = new(Tensors());
    private readonly AskedGuided guided = new(Tensors());

    public void Dispose()
    {
        compiled.Dispose();
        guided.Dispose();
    }

    [Theory]
    [InlineData("conv1", 6, 9, 7)]
    [InlineData("relu1", 6, 9, 7)]
    [InlineData("avgpool1", 6, 4, 3)]
    [InlineData("relu2", 8, 2, 1)]
    public void A_layer_s_map(string layer, int channels, int height, int width)
    {
        Explanation explanation = compiled.Explain(Sample(0), 1, OutputRelevance.One, layers: true);
        float[] gradients = explanation.Layers[layer],
            values = explanation.Values[layer];
        int plane = height * width;
        double[] expected = new double[plane];
        for (int c = 0; c < channels; c++)
        {
            double mean = gradients.Skip(c * plane).Take(plane).Average(g => (double)g);
            for (int i = 0; i < plane; i++)
                expected[i] += mean * values[(c * plane) + i];
        }

        LayerGradCam method = new(layer);
        Attribution attribution = method.Attribute(compiled, Sample(0), 1);
        Assert.Equal([1, height, width], attribution.Shape);
        Near.Same(expected, attribution.Relevance, 1e-12);

        Interpreter interpreter = Interpreter.For<SmallNetwork, PlainGradient>(Tensors());
        Near.Same(method.Attribute(interpreter, Sample(0), 1).Relevance, attribution.Relevance, 1e-5);
        Near.Same(
            expected.Select(v => Math.Max(0, v)),
            new LayerGradCam(layer, Relu: true).Attribute(compiled, Sample(0), 1).Relevance,
            1e-12
        );
    }

    [Fact]
    public void The_last_picture_is_the_default()
    {
        double[] named = new LayerGradCam("relu2").Attribute(compiled, Sample(0), 1).Relevance;
        Assert.Equal(named, new LayerGradCam().Attribute(compiled, Sample(0), 1).Relevance);
    }

    // PyTorch 1.13: F.interpolate(torch.tensor([[[[1., 2.], [3., 4.]]]]), (4, 4), mode=…)
    [Theory]
    [InlineData(Upsampling.Nearest, new[] { 1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4.0 })]
    [InlineData(
        Upsampling.Bilinear,
        new[] { 1, 1.25, 1.75, 2, 1.5, 1.75, 2.25, 2.5, 2.5, 2.75, 3.25, 3.5, 3, 3.25, 3.75, 4 }
    )]
    public void Upsampling_is_pytorch_s(Upsampling upsampling, double[] expected) =>
        Assert.Equal(expected, new ActivationMap([1, 2, 3, 4], 2, 2).Resized(4, 4, upsampling));

    [Fact]
    public void Sizes_that_do_not_divide()
    {
        double[] nearest = new ActivationMap([1, 2, 3], 1, 3).Resized(1, 7, Upsampling.Nearest);
        Assert.Equal([1, 1, 1, 2, 2, 3, 3], nearest);
        double[] bilinear = new ActivationMap([0, 1], 1, 2).Resized(1, 3, Upsampling.Bilinear);
        Assert.Equal([0, 0.5, 1], bilinear);
    }

    [Theory]
    [InlineData(Upsampling.Nearest)]
    [InlineData(Upsampling.Bilinear)]
    public void Guided_grad_cam_is_a_product(Upsampling upsampling)
    {
        double[] map = new GradCam("relu1", upsampling).Attribute(compiled, Sample(0), 1).Relevance;
        float[] back = guided.Explain(Sample(0), 1).Relevance;
        Attribution product = new GuidedGradCam("relu1", upsampling).Attribute(
            compiled,
            Sample(0),
            1,
            new() { Guided = guided }
        );
        Assert.Equal([2, 9, 7], product.Shape);
        Near.Same(back.Select((r, j) => r * map[j % 63]), product.Relevance, 1e-12);
    }

    [Fact]
    public void What_is_no_picture_is_named()
    {
        string message = Assert
            .Throws<ArgumentException>(() => new LayerGradCam("dense1").Attribute(compiled, Sample(0), 1))
            .Message;
        Assert.Contains("No layer 'dense1' has an output [C,H,W]", message);
        Assert.Contains("conv1, relu1, avgpool1, conv2, relu2", message);
        FunctionNetwork table = new([3], x => x.Sum());
        Assert.Contains(
            "Grad-CAM needs one",
            Assert.Throws<ArgumentException>(() => new LayerGradCam().Attribute(table, [1.0, 2, 3], 0)).Message
        );
        Assert.Contains(
            "layer-grad-cam",
            Assert.Throws<ArgumentException>(() => new GradCam().Attribute(table, [1.0, 2, 3], 0)).Message
        );
    }
}

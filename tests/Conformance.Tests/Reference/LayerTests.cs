using static RuleCompiler.Conformance.Tests.Reference.TestNetworks;

namespace RuleCompiler.Conformance.Tests.Reference;

/// <summary>What the kinds of layers do to values and relevance. 1e-12: rounding of a few operations.</summary>
public sealed class LayerTests
{
    private static Interpreter Plain(Layer[] layers, int[] shape, Defaults family = Defaults.Relevance) =>
        new(layers, shape, Unbounded, _ => null, family, Tensors());

    [Fact]
    public void The_first_maximum_wins()
    {
        Interpreter interpreter = Plain([new MaxPool(2)], [1, 2, 2]);
        Near.Same([0, 3, 0, 0], interpreter.Explain([1, 5, 5, 2], [3.0]).Relevance, 1e-12);
    }

    [Fact]
    public void Padding_never_wins()
    {
        Interpreter interpreter = Plain([new MaxPool((1, 2), Stride: (1, 2), Pad: (0, 1, 0, 1))], [1, 1, 2]);
        Near.Same([-3, -2], interpreter.Predict([-3, -2]), 1e-12);
        Near.Same([5, 7], interpreter.Explain([-3, -2], [5, 7]).Relevance, 1e-12);
    }

    [Theory]
    [InlineData(false, 3.0, 2.0)] // windows {3} and {4, 0}, of two pixels with the padding
    [InlineData(true, 1.5, 2.0)]
    public void Padding_counts_in_a_mean_if_asked_to(bool countIncludePad, double first, double second)
    {
        Layer[] layers = [new AvgPool((1, 2), Pad: (0, 1, 0, 0), CountIncludePad: countIncludePad)];
        Interpreter interpreter = Plain(layers, [1, 1, 3]);
        Near.Same([first, second], interpreter.Predict([3, 4, 0]), 1e-12);
        double[] relevance = interpreter.Explain([3, 4, 0], [1, 1]).Relevance;
        Near.Same([first / (first + 1e-6), second / (second + 1e-6), 0], relevance, 1e-12);
    }

    [Fact]
    public void A_global_mean_is_the_mean()
    {
        Interpreter interpreter = Plain([new GlobalAvgPool(), new Flatten()], [2, 1, 2], Defaults.Gradient);
        Near.Same([2, 15], interpreter.Predict([1, 3, 10, 20]), 1e-12);
        Near.Same([0.5, 0.5, 1, 1], interpreter.Explain([1, 3, 10, 20], [1, 2]).Relevance, 1e-12);
    }

    [Fact]
    public void A_convolution_has_stride_padding_dilation_and_groups()
    {
        Layer[] layers =
        [
            new Conv2d(2, Kernel: (1, 2), Stride: (1, 2), Pad: (0, 1, 0, 0), Dilation: (1, 2), Groups: 2),
        ];
        WeightSet weights = Tensors(("conv1.weight", [2, 1, 1, 2], [1, 10, 2, 20]), ("conv1.bias", [2], [0.5f, 0]));
        Interpreter interpreter = Interpreter(layers, [2, 1, 4], new Gradient(), weights);
        // columns −1 and 1, then 1 and 3, of each channel
        Near.Same([20.5, 2 + 40 + 0.5, 120, 12 + 160], interpreter.Predict([1, 2, 3, 4, 5, 6, 7, 8]), 1e-12);
        double[] relevance = interpreter.Explain([1, 2, 3, 4, 5, 6, 7, 8], [1, 1, 1, 0]).Relevance;
        Near.Same([0, 11, 0, 10, 0, 20, 0, 0], relevance, 1e-12);
    }

    [Theory]
    [InlineData(Defaults.Relevance, 1)]
    [InlineData(Defaults.Gradient, 2)] // the gradient goes to both branches in full
    public void A_residual_sum_shares_relevance(Defaults family, double factor)
    {
        Layer[] layers = [new Residual([new AvgPool(1)])];
        Interpreter interpreter = Plain(layers, [1, 1, 2], family);
        InterpretedExplanation explanation = interpreter.Explain([3, -4], [6, -8]);
        Near.Same([6, -8], explanation.Logits, 1e-12);
        Assert.Equal(-2 * factor, explanation.Relevance.Sum(), 1e-5); // ε = 1e-6 of sums near 3
        Near.Same([3 * factor, -4 * factor], explanation.Layers["avgpool1"][0], 1e-6);
    }

    [Fact]
    public void Branches_share_by_their_own_values()
    {
        Layer[] layers = [new Residual([new Dense(1, Bias: false)]) { Name = "sum" }];
        Interpreter interpreter = Interpreter(layers, [1], new Epsilon(), Tensors(("dense1.weight", [1, 1], [-3])));
        InterpretedExplanation explanation = interpreter.Explain([2], [1.0]);
        // 2·(−3) + 2 = −4: the branch has 6/4, the shortcut −2/4
        Assert.Equal(1.5, explanation.Layers["dense1"][0][0], 1e-6);
        Assert.Equal(1, explanation.Layers["sum"][0][0]);
        Assert.Equal(1, explanation.Relevance[0], 1e-6);
    }
}

using static RuleCompiler.Conformance.Tests.Reference.TestNetworks;

namespace RuleCompiler.Conformance.Tests.Reference;

/// <summary>Batch normalisation, folded and on its own. 1e-12: rounding of a few operations.</summary>
public sealed class BatchNormTests
{
    private static readonly (string, int[], float[])[] Norm =
    [
        ("batchnorm1.scale", [2], [2, -1]),
        ("batchnorm1.shift", [2], [0.5f, 1]),
        ("batchnorm1.mean", [2], [1, 2]),
        ("batchnorm1.variance", [2], [3, 0.25f]),
    ];

    private static double Normal(double x, int c) =>
        c == 0 ? 2 * (x - 1) / Math.Sqrt(3 + (double)1e-5f) + 0.5 : -1 * (x - 2) / Math.Sqrt(0.25 + (double)1e-5f) + 1;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_folded_norm_predicts_what_it_did(bool bias)
    {
        Layer[] layers = [new Conv2d(2, Kernel: 1, Bias: bias), new BatchNorm(), new ReLU()];
        (string, int[], float[])[] conv = [("conv1.weight", [2, 1, 1, 1], [3, 4])];
        (string, int[], float[])[] biases = bias ? [("conv1.bias", [2], [0.5f, 0.25f])] : [];
        Interpreter interpreter = Interpreter(layers, [1, 1, 2], new Epsilon(), Tensors([.. conv, .. biases, .. Norm]));

        double[] b = bias ? [0.5, 0.25] : [0, 0];
        double[] expected =
        [
            Normal(3 * 1 + b[0], 0),
            Normal(3 * 2 + b[0], 0),
            Normal(4 * 1 + b[1], 1),
            Normal(4 * 2 + b[1], 1),
        ];
        Near.Same([.. expected.Select(x => Math.Max(x, 0))], interpreter.Predict([1, 2]), 1e-12);

        // One input a unit: R_j = Σ_k a_j·w_k / (y_k + ε) · R_k with folded weights.
        double[] w = [3 * 2 / Math.Sqrt(3 + (double)1e-5f), 4 * -1 / Math.Sqrt(0.25 + (double)1e-5f)];
        double[] shares = [.. expected.Select(y => 1 / (y + (y >= 0 ? 1e-6 : -1e-6)))];
        double[] relevance = [w[0] * shares[0] + w[1] * shares[2], 2 * w[0] * shares[1] + 2 * w[1] * shares[3]];
        // The default ε is a single: 1e-6f.
        Near.Same(relevance, interpreter.Explain([1, 2], [1, 1, 1, 1]).Relevance, 1e-9);
    }

    [Fact]
    public void A_norm_of_its_own_is_a_linear_layer_with_a_rule()
    {
        Layer[] layers = [new BatchNorm()];
        Interpreter interpreter = Interpreter(layers, [2], new Epsilon(), Tensors(Norm));
        Near.Same([Normal(4, 0), Normal(5, 1)], interpreter.Predict([4, 5]), 1e-12);
        double first = 4 * 2 / Math.Sqrt(3 + (double)1e-5f) / (Normal(4, 0) + 1e-6);
        double second = 5 * -1 / Math.Sqrt(0.25 + (double)1e-5f) / (Normal(5, 1) - 1e-6);
        Near.Same([first, 10 * second], interpreter.Explain([4, 5], [1, 10]).Relevance, 1e-12);
    }

    [Fact]
    public void A_norm_behind_a_layer_with_another_reader_stays()
    {
        var asked = new List<string>();
        Rule? Composite(Layer layer)
        {
            asked.Add(layer.Name);
            return null;
        }

        Layer[] layers = [new Dense(2, Bias: false), new Residual([new BatchNorm()])];
        WeightSet weights = Tensors([("dense1.weight", [2, 1], [1, 2]), .. Norm]);
        var interpreter = new Interpreter(layers, [1], Unbounded, Composite, Defaults.Relevance, weights);
        Near.Same([3 + Normal(3, 0), 6 + Normal(6, 1)], interpreter.Predict([3]), 1e-12);
        Assert.Equal(["dense1", "batchnorm1", "add1"], asked);
    }
}

using static RuleCompiler.Conformance.Tests.Reference.TestNetworks;

namespace RuleCompiler.Conformance.Tests.Reference;

/// <summary>
/// Guided BP, the deconvolution network and RectGrad on dense – ReLU – dense, and the pooling rule of deep Taylor, against
/// loops. 1e-12: rounding of a few operations.
/// </summary>
public sealed class RectifiedRuleTests
{
    private const int Inputs = 4;
    private const int Hidden = 150;

    private static readonly float[] X = Numbers("rectified/x", Inputs);
    private static readonly float[] Weight = Numbers("rectified/w", Inputs * Hidden);
    private static readonly float[] Head = Numbers("rectified/v", Hidden);

    private static readonly WeightSet Layers = Tensors(
        ("dense1.weight", [Hidden, Inputs], Weight),
        ("dense2.weight", [1, Hidden], Head)
    );

    private static readonly double[] Before =
    [
        .. Enumerable
            .Range(0, Hidden)
            .Select(k => Enumerable.Range(0, Inputs).Sum(j => (double)X[j] * Weight[(k * Inputs) + j])),
    ];

    [Fact]
    public void Guided_keeps_what_is_positive_and_was_let_through() =>
        Check<GuidedBackprop>((k, r) => Before[k] > 0 && r > 0 ? r : 0);

    [Fact]
    public void The_deconvolution_network_keeps_what_is_positive() => Check<Deconvnet>((_, r) => Math.Max(r, 0));

    [Fact]
    public void RectGrad_keeps_the_two_percent_of_largest_activation_times_gradient()
    {
        double[] products = [.. Enumerable.Range(0, Hidden).Select(k => Math.Max(Before[k], 0) * Head[k]).Order()];
        double place = 0.98 * (Hidden - 1);
        int below = (int)place;
        double threshold = products[below] + ((place - below) * (products[below + 1] - products[below]));
        int kept = products.Count(p => p > threshold);
        Assert.Equal(3, kept); // 2 % of 150
        Check<RectGrad>((k, r) => Math.Max(Before[k], 0) * r > threshold ? r : 0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Pools_share_in_proportion_to_activations(bool maximum)
    {
        float[] x = Numbers("pooled/x", 16, 0, 1);
        Layer pool = maximum ? new MaxPool(2) : new AvgPool(2);
        var interpreter = new Interpreter(
            [pool, new Flatten()],
            [1, 4, 4],
            (0, 1),
            layer => layer is MaxPool or AvgPool ? new ProportionalPool() : null,
            Defaults.Relevance,
            Tensors()
        );
        double[] above = [1, -2, 3, 0.5];
        double[] expected = new double[16];
        for (int j = 0; j < 16; j++)
        {
            int window = (j / 8 * 2) + (j % 4 / 2);
            double sum = Enumerable.Range(0, 16).Where(i => (i / 8 * 2) + (i % 4 / 2) == window).Sum(i => (double)x[i]);
            expected[j] = x[j] / (sum + 1e-6) * above[window];
        }

        Near.Same(expected, interpreter.Explain(x, above).Relevance, 1e-12);
    }

    private static void Check<TComposite>(Func<int, double, double> below)
        where TComposite : IComposite
    {
        var interpreter = new Interpreter(
            [new Dense(Hidden, Bias: false), new ReLU(), new Dense(1, Bias: false)],
            [Inputs],
            Unbounded,
            TComposite.For,
            TComposite.Family,
            Layers
        );
        double[] expected = new double[Inputs];
        for (int k = 0; k < Hidden; k++)
        for (int j = 0; j < Inputs; j++)
            expected[j] += Weight[(k * Inputs) + j] * below(k, Head[k]);
        Near.Same(expected, interpreter.Explain(X, 0, timesLogit: false).Relevance, 1e-12);
    }
}

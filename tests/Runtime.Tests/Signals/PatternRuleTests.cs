using static RuleCompiler.Runtime.Tests.Explaining.SmallNetwork;

namespace RuleCompiler.Runtime.Tests.Signals;

/// <summary>PatternNet and PatternAttribution: compiled, interpreted and as the formula says.</summary>
public sealed class PatternRuleTests
{
    private static readonly Dictionary<string, float[]> Operands = Drawn();

    [Fact]
    public void Pattern_net_is_the_formula() => Agree<PatternNet>(new SmallPatternNet(Tensors(), Options), (w, a) => a);

    [Fact]
    public void Pattern_attribution_is_the_formula() =>
        Agree<PatternAttribution>(new SmallPatternAttribution(Tensors(), Options), (w, a) => w * a);

    [Fact]
    public void It_starts_at_the_logit()
    {
        using SmallPatternNet explainer = new(Tensors(), Options);
        Assert.Equal(OutputRelevance.Logit, explainer.DefaultStart);
    }

    [Fact]
    public void Without_patterns_there_is_one_clear_error()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new SmallPatternNet(Tensors()));
        Assert.Contains("'conv1.Pattern', 'conv2.Pattern', 'dense1.Pattern', 'dense2.Pattern'", error.Message);
        Assert.Contains("PatternEstimator", error.Message);
        Dictionary<string, float[]> some = new(Operands);
        some.Remove("dense1.Pattern");
        error = Assert.Throws<ArgumentException>(() =>
            new SmallPatternAttribution(Tensors(), new() { Operands = some })
        );
        Assert.Contains("'dense1.Pattern', which has no value", error.Message);
        Assert.DoesNotContain("conv1", error.Message);
        error = Assert.Throws<ArgumentException>(() =>
            Interpreter.For<Explaining.SmallNetwork, PatternNet>(Tensors(), new() { Operands = some })
        );
        Assert.Contains("'dense1.Pattern'", error.Message);
    }

    private static ExplainerOptions Options => new() { Operands = Operands };

    private static void Agree<TComposite>(Explainer compiled, Func<double, double, double> weight)
        where TComposite : IComposite
    {
        using Explainer disposed = compiled;
        Interpreter interpreter = Interpreter.For<Explaining.SmallNetwork, TComposite>(
            Tensors(),
            new() { Operands = Operands }
        );
        for (int n = 0; n < 3; n++)
        {
            Explanation found = compiled.Explain(Sample(n), n, layers: true);
            InterpretedExplanation reference = interpreter.Explain(Sample(n), n);
            // products and sums without a division: float32's rounding of some hundred terms
            Explaining.Near.Same(reference.Relevance, found.Relevance, 1e-5);
            Assert.Contains(found.Relevance, r => r != 0);
            double[] naive = Naive(found, n, weight);
            Assert.InRange(NaivePatterns.Distance(naive, reference.Relevance), 0, 1e-5); // from float32 values
        }
    }

    /// <summary>The way down from the logit through the small network's layers, written out.</summary>
    private static double[] Naive(Explanation forward, int target, Func<double, double, double> weight)
    {
        double[] r = new double[Outputs];
        r[target] = forward.Logits[target];
        r = Dense(r, "dense2", 20);
        r = Relu(r, forward.Values["dense1"]);
        r = Dense(r, "dense1", 16);
        r = Relu(r, forward.Values["conv2"]);
        r = Conv(r, "conv2", (6, 4, 3), (8, 2, 1), 0);
        r = Relu(Pool(r), forward.Values["conv1"]);
        return Conv(r, "conv1", (2, 9, 7), (6, 9, 7), 1);

        double At(string layer, int i) =>
            weight(Tensors()[$"{layer}.weight"].Values[i], Operands[$"{layer}.Pattern"][i]);

        double[] Dense(double[] above, string layer, int inputs)
        {
            double[] below = new double[inputs];
            for (int k = 0; k < above.Length; k++)
            for (int j = 0; j < inputs; j++)
                below[j] += At(layer, (k * inputs) + j) * above[k];
            return below;
        }

        double[] Conv(double[] above, string layer, (int C, int H, int W) from, (int C, int H, int W) to, int pad)
        {
            double[] below = new double[from.C * from.H * from.W];
            double[] weights = [.. Enumerable.Range(0, to.C * from.C * 9).Select(i => At(layer, i))];
            for (int k = 0; k < to.C; k++)
            for (int y = 0; y < to.H; y++)
            for (int x = 0; x < to.W; x++)
            for (int c = 0; c < from.C; c++)
            for (int i = 0; i < 9; i++)
            {
                (int row, int column) = (y + (i / 3) - pad, x + (i % 3) - pad);
                if (row >= 0 && column >= 0 && row < from.H && column < from.W)
                    below[(((c * from.H) + row) * from.W) + column] +=
                        weights[(((k * from.C) + c) * 9) + i] * above[(((k * to.H) + y) * to.W) + x];
            }

            return below;
        }
    }

    private static double[] Relu(double[] above, float[] x) => [.. above.Zip(x, (r, v) => v > 0 ? r : 0)];

    /// <summary>Back through the mean of 2×2 of [6, 9, 7]; the last row and column are read by no window.</summary>
    private static double[] Pool(double[] above)
    {
        double[] below = new double[6 * 9 * 7];
        for (int c = 0; c < 6; c++)
        for (int y = 0; y < 8; y++)
        for (int x = 0; x < 6; x++)
            below[(((c * 9) + y) * 7) + x] = above[(((c * 4) + (y / 2)) * 3) + (x / 2)] / 4;
        return below;
    }

    /// <summary>Any patterns: the formula does not ask where they come from.</summary>
    private static Dictionary<string, float[]> Drawn() =>
        Tensors()
            .Where(t => t.Role == TensorRole.Weight)
            .ToDictionary(
                t => t.Name.Replace("weight", "Pattern", StringComparison.Ordinal),
                t => TestData.Deterministic.Fill(t.Name, t.Shape, -1, 1)
            );
}

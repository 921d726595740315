using static RuleCompiler.Conformance.Tests.Reference.TestNetworks;

namespace RuleCompiler.Conformance.Tests.Reference;

/// <summary>The laws on networks of two or three units, calculated by hand. 1e-12: rounding of a few operations.</summary>
public sealed class LawTests
{
    private const double Eps = 1e-6;

    /// <summary>y = 2·a₀ − 1·a₁ + 0.5 and relevance starts as y.</summary>
    private static readonly WeightSet OneUnit = Tensors(
        ("dense1.weight", [1, 2], [2, -1]),
        ("dense1.bias", [1], [0.5f])
    );

    private static double[] Explain(Rule rule, float[] input, (float, float)? range = null) =>
        new Interpreter([new Dense(1)], [2], range ?? Unbounded, For(rule), Defaults.Relevance, OneUnit)
            .Explain(input, target: 0)
            .Relevance;

    [Fact]
    public void Epsilon_shares_by_contribution_and_the_bias_keeps_its_share()
    {
        // z = 2·3 − 1·1 + 0.5 = 5.5
        double share = 5.5 / (5.5 + 0.25);
        Near.Same([6 * share, -1 * share], Explain(new Epsilon(0.25f), [3, 1]), 1e-12);
    }

    [Fact]
    public void ZPlus_counts_positive_contributions_of_negative_inputs_too()
    {
        // contributions 6 and (−4)·(−1) = 4, bias 0.5; y = 10.5
        double share = 10.5 / (10.5 + Eps);
        Near.Same([6 * share, 4 * share], Explain(new ZPlus(), [3, -4]), 1e-12);
    }

    [Fact]
    public void AlphaBeta_normalises_signs_apart()
    {
        // positive 6 + 0.5, negative −1; y = 5.5
        double positive = 2 * 5.5 / (6.5 + Eps);
        double negative = -1 * 5.5 / (-1 - Eps);
        Near.Same([6 * positive, -1 * negative], Explain(new AlphaBeta(2, 1), [3, 1]), 1e-12);
    }

    [Fact]
    public void Generalised_gamma_chooses_by_the_sign_of_the_output()
    {
        // y = −2 − 3 + 0.5 = −4.5; down: −2·1.25, −3·1.25, bias 0.5 unscaled
        double share = -4.5 / (-2.5 - 3.75 + 0.5 - Eps);
        Near.Same([-2.5 * share, -3.75 * share], Explain(new GeneralizedGamma(0.25f), [-1, 3]), 1e-12);
    }

    [Fact]
    public void Flat_spreads_evenly_and_ignores_the_bias()
    {
        double half = 5.5 / (2 + Eps);
        Near.Same([half, half], Explain(new Flat(), [3, 1]), 1e-12);
    }

    [Fact]
    public void WSquare_counts_the_squared_bias()
    {
        double share = 5.5 / (4 + 1 + 0.25 + Eps);
        Near.Same([4 * share, share], Explain(new WSquare(), [3, 1]), 1e-12);
    }

    [Fact]
    public void ZBox_takes_the_declared_range_and_its_bias_adds_nothing()
    {
        // a·w − l·w⁺ − h·w⁻ with l = −1, h = 4: 6 + 2 = 8 and −1 + 4 = 3; y = 5.5
        double share = 5.5 / (11 + Eps);
        Near.Same([8 * share, 3 * share], Explain(new ZBox(), [3, 1], (-1, 4)), 1e-12);
        Near.Same([8 * share, 3 * share], Explain(new ZBox(-1, 4), [3, 1]), 1e-12);
    }

    [Fact]
    public void ZBox_without_a_range_names_the_layer()
    {
        var error = Assert.Throws<ArgumentException>(() => Explain(new ZBox(), [3, 1]));
        Assert.Contains("dense1", error.Message);
    }

    [Fact]
    public void A_tensor_replaces_a_per_input_parameter()
    {
        var options = new InterpreterOptions
        {
            Operands = new Dictionary<string, float[]> { ["dense1.Low"] = [-1, -2], ["dense1.High"] = [4] },
        };
        Interpreter interpreter = Interpreter([new Dense(1)], [2], new ZBox(), OneUnit, options);
        double share = 5.5 / (11 + Eps); // the second input's w is negative: its own low does not matter
        Near.Same([8 * share, 3 * share], interpreter.Explain([3, 1], 0).Relevance, 1e-12);
    }

    [Fact]
    public void Gradient_is_the_gradient()
    {
        Layer[] layers = [new Dense(2), new ReLU(), new Dense(1)];
        WeightSet weights = Tensors(
            ("dense1.weight", [2, 2], [1, 2, 3, -4]),
            ("dense1.bias", [2], [0, 0]),
            ("dense2.weight", [1, 2], [5, 7]),
            ("dense2.bias", [1], [1])
        );
        var interpreter = new Interpreter(layers, [2], Unbounded, _ => null, Defaults.Gradient, weights);
        InterpretedExplanation explanation = interpreter.Explain([1, 1], 0, timesLogit: false);
        Near.Same([5, 10], explanation.Relevance, 1e-12); // the second unit is closed: 3 − 4 < 0
        Near.Same([16], explanation.Logits, 1e-12);
        Near.Same([5, 7], explanation.Layers["relu1"][0], 1e-12);
    }

    [Fact]
    public void Relevance_is_conserved_without_biases()
    {
        Layer[] layers = [new Dense(7, Bias: false), new ReLU(), new Dense(3, Bias: false)];
        WeightSet weights = Tensors(
            ("dense1.weight", [7, 5], Numbers("w1", 35)),
            ("dense2.weight", [3, 7], Numbers("w2", 21))
        );
        Interpreter interpreter = Interpreter(layers, [5], new Epsilon(1e-9f), weights);
        InterpretedExplanation explanation = interpreter.Explain(Numbers("x", 5), 1);
        // The stabiliser takes 1e-9 of every sum, and sums are near 1.
        Assert.Equal(explanation.Logits[1], explanation.Relevance.Sum(), 1e-6);
    }

    [Fact]
    public void A_rule_without_the_verb_is_named()
    {
        var interpreter = new Interpreter([new Dense(1)], [2], Unbounded, _ => new Pass(), Defaults.Relevance, OneUnit);
        var error = Assert.Throws<InvalidOperationException>(() => interpreter.Explain([1, 1], 0));
        Assert.Contains("Pass", error.Message);
        Assert.Contains("dense1", error.Message);
        Assert.Contains("Share", error.Message);
    }
}

using static RuleCompiler.Conformance.Tests.Reference.TestNetworks;
using static RuleCompiler.Scalars;

namespace RuleCompiler.Conformance.Tests.Reference;

/// <summary>What rules of users may have: channels, Spread and Collect, references, percentiles.</summary>
public sealed class WrittenRuleTests
{
    private static readonly WeightSet TwoByTwo = Tensors(
        ("dense1.weight", [2, 2], [2, -1, 3, 4]),
        ("dense1.bias", [2], [0.5f, 1])
    );

    private static Interpreter Of(RuleBody body, ScalarFunction? finish = null, InterpreterOptions? options = null) =>
        new([new Dense(2)], [2], Unbounded, For(new WrittenRule(body)), Defaults.Relevance, TwoByTwo, finish, options);

    /// <summary>Channel 0 is the gradient, channel 1 takes twice the second slot.</summary>
    private static RuleBody TwoChannels =>
        new()
        {
            Slots = 2,
            Channels = 2,
            Contribution = Formula(
                "w",
                2,
                (o, result) =>
                {
                    result[0] = o[0];
                    result[1] = Pos(o[0]);
                }
            ),
            Share = Formula(
                "r.0 r.1",
                4,
                (o, result) =>
                {
                    result[0] = o[0];
                    result[1] = 0;
                    result[2] = 0;
                    result[3] = 2 * o[1];
                }
            ),
        };

    [Fact]
    public void Channels_travel_together_and_Finish_makes_them_one()
    {
        ScalarFunction contrast = Formula("r.0 r.1 x", 1, (o, result) => result[0] = (o[0] - o[1]) * o[2]);
        InterpretedExplanation explanation = Of(TwoChannels, contrast).Explain([5, 7], [1, 10]);
        Near.Same([2 + 30, -1 + 40], explanation.Channels[0], 1e-12);
        Near.Same([2 * (2 + 30), 2 * 40], explanation.Channels[1], 1e-12);
        Near.Same([5 * (32 - 64), 7 * (39 - 80)], explanation.Relevance, 1e-12);
    }

    [Fact]
    public void Several_channels_without_Finish_are_no_relevance()
    {
        InterpretedExplanation explanation = Of(TwoChannels).Explain([5, 7], [1, 10]);
        Assert.Throws<InvalidOperationException>(() => explanation.Relevance);
    }

    [Fact]
    public void A_rule_of_one_channel_is_applied_to_each()
    {
        Layer[] layers = [new Dense(2), new Dense(2) { Name = "top" }];
        WeightSet weights = Tensors(
            ("dense1.weight", [2, 2], [1, 2, 3, 4]),
            ("dense1.bias", [2], [0, 0]),
            ("top.weight", [2, 2], [2, -1, 3, 4]),
            ("top.bias", [2], [0, 0])
        );
        Rule? Composite(Layer layer) => layer.IsLast ? new WrittenRule(TwoChannels) : new Gradient();
        var interpreter = new Interpreter(layers, [2], Unbounded, Composite, Defaults.Relevance, weights);
        InterpretedExplanation explanation = interpreter.Explain([5, 7], [1, 10]);
        Near.Same([32 + 3 * 39, 2 * 32 + 4 * 39], explanation.Channels[0], 1e-12);
        Near.Same([64 + 3 * 80, 2 * 64 + 4 * 80], explanation.Channels[1], 1e-12);
    }

    [Fact]
    public void Collect_picks_the_sums_by_the_difference_from_the_reference()
    {
        var body = new RuleBody
        {
            Share = Formula("r y y0", 1, (o, result) => result[0] = o[0] * (o[1] - o[2])),
            Spread = Formula(
                "w s",
                2,
                (o, result) =>
                {
                    result[0] = Pos(o[0]) * o[1];
                    result[1] = Neg(o[0]) * o[1];
                }
            ),
            Collect = Formula(
                "a a0 sums.0 sums.1",
                1,
                (o, result) =>
                    result[0] =
                        o[0] > o[1] ? o[2]
                        : o[0] < o[1] ? o[3]
                        : 0
            ),
        };
        var options = new InterpreterOptions { Reference = [1, 8] };
        // y = (10 − 7, 15 + 28), y₀ = (2 − 8, 3 + 32) without biases: differences 9 and 8
        double[] s = [9 * 1, 8 * 10];
        Near.Same(
            [2 * s[0] + 3 * s[1], -1 * s[0]],
            Of(body, options: options).Explain([5, 7], [1, 10]).Relevance,
            1e-12
        );
    }

    [Fact]
    public void A_percentile_is_taken_over_the_layer_for_each_sample()
    {
        // RectGrad: relevance passes where x·r is above the percentile.
        var body = new RuleBody
        {
            Percentiles = [new LayerPercentile("tau", 30, Formula("x r", 1, (o, result) => result[0] = o[0] * o[1]))],
            Backward = Formula("r x tau", 1, (o, result) => result[0] = o[0] * o[1] > o[2] ? o[0] : 0),
        };
        RuleBody everywhere = body with
        {
            Contribution = Formula("w", 1, (o, result) => result[0] = o[0]),
            Share = Formula("r", 1, (o, result) => result[0] = o[0]), // linear layers do not need the percentile
        };
        var interpreter = new Interpreter(
            [new AvgPool(1), new ReLU()],
            [4, 1, 1],
            Unbounded,
            _ => new WrittenRule(everywhere),
            Defaults.Gradient,
            Tensors()
        );
        // x·r = 3, 1, 10, 2; the 30th percentile lies at place 0.9 of 1, 2, 3, 10: 1.9
        Near.Same([1, 0, 2, 1], interpreter.Explain([3, 1, 5, 2], [1, 1, 2, 1]).Relevance, 1e-12);
    }

    [Fact]
    public void A_per_weight_parameter_is_a_tensor_or_the_given_value()
    {
        var body = new RuleBody
        {
            PerWeight = [("P", 2)],
            Contribution = Formula("a w P", 1, (o, result) => result[0] = o[0] * o[1] * o[2]),
            Share = Formula("r z", 1, (o, result) => result[0] = o[0] / o[1]),
        };
        var options = new InterpreterOptions
        {
            Operands = new Dictionary<string, float[]> { ["dense1.P"] = [1, 2, 3, 4] },
        };
        // z₁ = 10·1 − 7·2 + 0.5·2: the bias has the given value
        Near.Same([10 / -3.0, -14 / -3.0], Of(body, options: options).Explain([5, 7], [1, 0]).Relevance, 1e-12);
        Near.Same([20 / 7.0, -14 / 7.0], Of(body).Explain([5, 7], [1, 0]).Relevance, 1e-12);
    }

    [Fact]
    public void An_operand_that_the_layer_lacks_is_named()
    {
        RuleBody body = TwoChannels with { Channels = 1, Share = Formula("slope", 2, (_, _) => { }) };
        var error = Assert.Throws<InvalidOperationException>(() => Of(body).Explain([5, 7], [1, 10]));
        Assert.Contains("slope", error.Message);
        Assert.Contains("dense1", error.Message);
    }
}

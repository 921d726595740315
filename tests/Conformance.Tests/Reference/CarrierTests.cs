using static RuleCompiler.Conformance.Tests.Reference.TestNetworks;
using static RuleCompiler.Scalars;

namespace RuleCompiler.Conformance.Tests.Reference;

/// <summary>What rules carry upward. 1e-12: rounding of a few operations.</summary>
public sealed class CarrierTests
{
    private static readonly Layer[] Layers = [new Dense(2), new ReLU()];

    private static readonly WeightSet Two = Tensors(
        ("dense1.weight", [2, 2], [2, -1, 3, 4]),
        ("dense1.bias", [2], [0.5f, 1])
    );

    private static Interpreter Of(RuleBody body, Layer[] layers, WeightSet weights) =>
        new(layers, [2], Unbounded, _ => new WrittenRule(body), Defaults.Relevance, weights);

    /// <summary>A mean and a variance through a linear layer; at a ReLU both are halved, to tell members apart.</summary>
    private static RuleBody Moments =>
        new()
        {
            Carrier = new CarrierLayout([false, false], [1, 0]),
            ForwardLinear = Formula(
                "a.0 a.1 w",
                2,
                (o, result) =>
                {
                    result[0] = o[0] * o[2];
                    result[1] = o[1] * o[2] * o[2];
                }
            ),
            ForwardPointwise = Formula(
                "x.0 x.1",
                2,
                (o, result) =>
                {
                    result[0] = Pos(o[0]);
                    result[1] = o[1] / 2;
                }
            ),
        };

    [Fact]
    public void Mean_and_variance_travel_up()
    {
        InterpretedCarrier carrier = Of(Moments, Layers, Two)
            .Propagate([
                [5, 20],
                [0.1, 0.2],
            ]);
        Near.Same([10 - 20 + 0.5, 15 + 80 + 1], carrier.Layers["dense1"][0], 1e-12);
        Near.Same([0.4 + 0.2, 0.9 + 3.2], carrier.Layers["dense1"][1], 1e-12);
        Near.Same([0, 96], carrier.Members[0], 1e-12);
        Near.Same([0.3, 2.05], carrier.Members[1], 1e-12);
        Assert.Equal(0, carrier.Columns);
    }

    [Fact]
    public void Columns_travel_apart_and_are_added_where_a_formula_says_so()
    {
        // A mean and low-rank factors; behind a ReLU each factor is divided by the unit's total variance.
        var body = new RuleBody
        {
            Carrier = new CarrierLayout([false, true], [1, 0]),
            ForwardLinear = Formula(
                "a.0 a.1 w",
                2,
                (o, result) =>
                {
                    result[0] = o[0] * o[2];
                    result[1] = o[1] * o[2];
                }
            ),
            ColumnSums = Formula("x.1", 1, (o, result) => result[0] = o[0] * o[0]),
            ForwardPointwise = Formula(
                "x.0 x.1 sum.0",
                2,
                (o, result) =>
                {
                    result[0] = o[0] + o[2];
                    result[1] = o[1] / o[2];
                }
            ),
        };
        InterpretedCarrier carrier = Of(body, Layers, Two)
            .Propagate([
                [5, 20],
                [1, 0, 0, 1, 1, 1],
            ]);
        Assert.Equal(3, carrier.Columns);
        Near.Same([2, 3, -1, 4, 1, 7], carrier.Layers["dense1"][1], 1e-12);
        InterpretedCarrier none = Of(body, Layers, Two)
            .Propagate([
                [5, 20],
                [],
            ]);
        Assert.Equal(0, none.Columns);
        Near.Same([-9.5, 96], none.Members[0], 1e-12);
        double[] totals = [4 + 1 + 1, 9 + 16 + 49];
        Near.Same([-9.5 + totals[0], 96 + totals[1]], carrier.Members[0], 1e-12);
        Near.Same(
            [2 / totals[0], 3 / totals[1], -1 / totals[0], 4 / totals[1], 1 / totals[0], 7 / totals[1]],
            carrier.Members[1],
            1e-12
        );
    }

    [Fact]
    public void What_was_carried_up_can_be_read_on_the_way_down()
    {
        // RevealCancel's positive and negative difference from the reference, which is zero here.
        var body = new RuleBody
        {
            Carrier = new CarrierLayout([false, false], [0, 0]),
            ForwardLinear = Formula(
                "a a0 w",
                2,
                (o, result) =>
                {
                    result[0] = Pos((o[0] - o[1]) * o[2]);
                    result[1] = Neg((o[0] - o[1]) * o[2]);
                }
            ),
            Contribution = Formula("a w", 1, (o, result) => result[0] = o[0] * o[1]),
            Share = Formula("r", 1, (o, result) => result[0] = o[0]),
            Backward = Formula("r x.0 x.1", 1, (o, result) => result[0] = o[0] * (o[1] - 10 * o[2])),
        };
        WeightSet noBias = Tensors(("dense1.weight", [2, 2], [2, -1, 3, 4]));
        InterpretedExplanation explanation = Of(body, [new Dense(2, Bias: false), new ReLU()], noBias)
            .Explain([5, 7], [1, 1]);
        // dz⁺ = 10 and 43, dz⁻ = −7 and 0: 10 + 70 and 43 reach the dense layer
        Near.Same([80, 43], explanation.Layers["dense1"][0], 1e-12);
        Near.Same([5 * (2 * 80 + 3 * 43), 7 * (-80 + 4 * 43)], explanation.Relevance, 1e-12);
    }

    [Fact]
    public void A_carrier_that_does_not_arrive_is_reported()
    {
        RuleBody body = Moments with { Backward = Formula("r x.0", 1, (o, result) => result[0] = o[0] * o[1]) };
        var error = Assert.Throws<InvalidOperationException>(() =>
            Of(body, [new ReLU()], Tensors()).Explain([5, 7], 0)
        );
        Assert.Contains("relu1", error.Message);
    }

    [Fact]
    public void Nothing_is_carried_through_a_maximum()
    {
        var interpreter = new Interpreter(
            [new MaxPool(2)],
            [1, 2, 2],
            Unbounded,
            _ => new WrittenRule(Moments),
            Defaults.Relevance,
            Tensors()
        );
        var error = Assert.Throws<InvalidOperationException>(() =>
            interpreter.Propagate([new double[4], new double[4]])
        );
        Assert.Contains("maxpool1", error.Message);
    }

    [Fact]
    public void A_maximum_is_folded_row_by_row_over_what_lies_inside_of_the_image()
    {
        // no maximum at all: what tells the order of folds
        var body = new RuleBody
        {
            Carrier = new CarrierLayout([false, true], [1, 0]),
            MaximumColumnSums = Formula("x.1 other.1", 1, (o, result) => result[0] = o[0] * o[1]),
            Maximum = Formula(
                "x.0 other.0 x.1 other.1 sum.0",
                2,
                (o, result) =>
                {
                    result[0] = 10 * o[0] + o[1] + o[4];
                    result[1] = o[2] - o[3];
                }
            ),
        };
        InterpretedCarrier carrier = new Interpreter(
            [new MaxPool(2, Pad: (0, 1, 0, 1))],
            [1, 2, 2],
            Unbounded,
            _ => new WrittenRule(body),
            Defaults.Relevance,
            Tensors()
        ).Propagate([
            [1, 2, 3, 4],
            [1, 0, 0, 1, 0, 2, 0, 1],
        ]);
        // each window is one column of the image: 1 above 3, 2 above 4; factors (1, 0) over (0, 0) and (0, 2) over (1, 1)
        Near.Same([13, 26], carrier.Members[0], 1e-12);
        Near.Same([1, -1, 0, 1], carrier.Members[1], 1e-12);
        InterpretedCarrier whole = new Interpreter(
            [new MaxPool(2)],
            [1, 2, 2],
            Unbounded,
            _ => new WrittenRule(body),
            Defaults.Relevance,
            Tensors()
        ).Propagate([
            [1, 2, 3, 4],
            [],
        ]);
        Near.Same([10 * 12 + 34], whole.Members[0], 1e-12);
    }

    [Fact]
    public void A_layer_whose_rule_carries_nothing_is_named()
    {
        Rule Composite(Layer layer) => layer is ReLU ? new Pass() : new WrittenRule(Moments);
        var interpreter = new Interpreter(Layers, [2], Unbounded, Composite, Defaults.Relevance, Two);
        var error = Assert.Throws<InvalidOperationException>(() =>
            interpreter.Propagate([
                [5, 20],
                [0, 0],
            ])
        );
        Assert.Contains("relu1", error.Message);
        Assert.Contains("Pass", error.Message);
    }
}

namespace RuleCompiler.Reference;

/// <summary>Which function a nonlinearity is, by ONNX's definitions.</summary>
internal static class Nonlinearities
{
    /// <summary>The function of a nonlinearity, or null for other layers.</summary>
    /// <param name="node">The layer.</param>
    /// <param name="slopes">On PReLU: the slopes of the channels.</param>
    public static Nonlinearity? Of(LayerNode node, double[]? slopes) =>
        node.Layer switch
        {
            PReLU => PerChannel(slopes!, node.Units),
            Activation activation => Piecewise(activation) ?? Smooth(activation) ?? Curves.Of(activation),
            _ => null,
        };

    private static Nonlinearity? Piecewise(Activation activation) =>
        activation switch
        {
            ReLU => Kinked(0, Line(0), Line(1)),
            LeakyReLU leaky => Kinked(0, Line(Printed(leaky.Slope)), Line(1)),
            ThresholdedReLU threshold => Kinked(Printed(threshold.Alpha), Line(0), Line(1)),
            Abs => new((x, _) => Math.Abs(x), (x, _) => Math.Sign(x)),
            Clip clip => Between(Printed(clip.Low), Printed(clip.High)),
            HardSigmoid hard => BetweenZeroAndOne(Printed(hard.Alpha), Printed(hard.Beta)),
            HardSwish => Gated(BetweenZeroAndOne(1 / 6.0, 0.5)),
            _ => null,
        };

    private static Nonlinearity? Smooth(Activation activation) =>
        activation switch
        {
            Exp => Nonlinearity.Of(Math.Exp, Math.Exp),
            Log => Nonlinearity.Of(Math.Log, x => 1 / x),
            Sqrt => Nonlinearity.Of(Math.Sqrt, x => 0.5 / Math.Sqrt(x)),
            Reciprocal => Nonlinearity.Of(x => 1 / x, x => -1 / (x * x)),
            Erf => Nonlinearity.Of(NormalDistribution.Erf, x => 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x)),
            Tanh => Nonlinearity.Of(Math.Tanh, x => 4 * Exact.SigmoidSlope(2 * x)), // 1 − tanh² without cancellation
            Sigmoid => Nonlinearity.Of(Exact.Sigmoid, Exact.SigmoidSlope),
            Softplus => Nonlinearity.Of(Exact.Softplus, Exact.Sigmoid),
            Softsign => Nonlinearity.Of(x => x / (1 + Math.Abs(x)), x => Math.Pow(1 + Math.Abs(x), -2)),
            _ => null,
        };

    private static Nonlinearity PerChannel(double[] slopes, int units) =>
        new(
            (x, unit) => x > 0 ? x : slopes[unit / (units / slopes.Length)] * x,
            (x, unit) => x > 0 ? 1 : slopes[unit / (units / slopes.Length)]
        );

    private static Nonlinearity Between(double low, double high) =>
        Nonlinearity.Of(x => Math.Min(Math.Max(x, low), high), x => x > low && x < high ? 1 : 0);

    private static Nonlinearity BetweenZeroAndOne(double alpha, double beta)
    {
        Nonlinearity unit = Between(0, 1);
        return new((x, k) => unit.Value((alpha * x) + beta, k), (x, k) => alpha * unit.Slope((alpha * x) + beta, k));
    }

    private static Nonlinearity Gated(Nonlinearity gate) =>
        new((x, k) => x * gate.Value(x, k), (x, k) => gate.Value(x, k) + (x * gate.Slope(x, k)));

    private static Nonlinearity Kinked(double kink, Branch below, Branch above) =>
        Nonlinearity.Of(
            x => x <= kink ? below.Value(x) : above.Value(x),
            x => x <= kink ? below.Slope(x) : above.Slope(x)
        );

    private static Branch Line(double slope) => new(x => slope * x, _ => slope);

    private static double Printed(float parameter) => RuleBody.Printed(parameter);

    private sealed record Branch(Func<double, double> Value, Func<double, double> Slope);
}

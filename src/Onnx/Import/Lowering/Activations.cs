namespace RuleCompiler.OnnxImport;

/// <summary>Elementwise nonlinearities of one value.</summary>
internal static class Activations
{
    private const float SeluAlpha = 1.6732632423543772f,
        SeluGamma = 1.0507009873554805f;

    public static IReadOnlyDictionary<string, Lower> Operators { get; } =
        new Dictionary<string, Lower>
        {
            ["Relu"] = Plain("ReLU"),
            ["Sigmoid"] = Plain("Sigmoid"),
            ["Tanh"] = Plain("Tanh"),
            ["Softplus"] = Plain("Softplus"),
            ["Softsign"] = Plain("Softsign"),
            ["HardSwish"] = Plain("HardSwish"),
            ["Erf"] = Plain("Erf"),
            ["Exp"] = Plain("Exp"),
            ["Log"] = Plain("Log"),
            ["Sqrt"] = Plain("Sqrt"),
            ["Reciprocal"] = Plain("Reciprocal"),
            ["Abs"] = Plain("Abs"),
            ["LeakyRelu"] = With("LeakyReLU", ("Slope", "alpha", 0.01f)),
            ["HardSigmoid"] = With("HardSigmoid", ("Alpha", "alpha", 0.2f), ("Beta", "beta", 0.5f)),
            ["Elu"] = With("ELU", ("Alpha", "alpha", 1)),
            ["Celu"] = With("CELU", ("Alpha", "alpha", 1)),
            ["ThresholdedRelu"] = With("ThresholdedReLU", ("Alpha", "alpha", 1)),
            ["Selu"] = Selu,
            ["Gelu"] = (to, op) =>
                [
                    to.Unary(
                        op,
                        "GELU",
                        to.Computed(op, 0),
                        ("Tanh", op.Attributes.Text("approximate", "none") == "tanh" ? 1 : 0)
                    ),
                ],
            ["Clip"] = (to, op) =>
                [
                    Clip(
                        to,
                        op,
                        to.Computed(op, 0),
                        to.Number(op, "min", 1) ?? float.NegativeInfinity,
                        to.Number(op, "max", 2) ?? float.PositiveInfinity
                    ),
                ],
            ["PRelu"] = PRelu,
            ["Mish"] = Mish,
        };

    /// <summary>min(max(x, low), high): ReLU where it is one, nothing where both bounds are infinite.</summary>
    public static Value.Computed Clip(Lowering to, Operation op, Value.Computed x, float low, float high) =>
        (low, high) switch
        {
            (float.NaN, _) or (_, float.NaN) => throw to.Damaged(op, "A bound is not a number."),
            (float.NegativeInfinity or float.MinValue, float.PositiveInfinity or float.MaxValue) => x,
            (0, float.PositiveInfinity or float.MaxValue) => to.Unary(op, "ReLU", x),
            _ => to.Unary(op, "Clip", x, ("Low", low), ("High", high)),
        };

    private static Lower Plain(string kind) => (to, op) => [to.Unary(op, kind, to.Computed(op, 0))];

    private static Lower With(string kind, params (string Argument, string Attribute, float Otherwise)[] numbers) =>
        (to, op) =>
            [
                to.Unary(
                    op,
                    kind,
                    to.Computed(op, 0),
                    [.. numbers.Select(n => (n.Argument, Finite(to, op, n.Attribute, n.Otherwise)))]
                ),
            ];

    private static double Finite(Lowering to, Operation op, string name, float otherwise)
    {
        float value = op.Attributes.Real(name, otherwise);
        return float.IsFinite(value) ? value : throw to.Damaged(op, $"Its {name} is {value}.");
    }

    /// <summary>Versions before 6 round the constants.</summary>
    private static Value[] Selu(Lowering to, Operation op) =>
        With(
            "SELU",
            ("Alpha", "alpha", op.Opset < 6 ? 1.6732f : SeluAlpha),
            ("Gamma", "gamma", op.Opset < 6 ? 1.0507f : SeluGamma)
        )(to, op);

    private static Value[] PRelu(Lowering to, Operation op)
    {
        Value.Computed x = to.Computed(op, 0);
        ConstantTensor slope = to.Need(op, 1, "slope");

        // Versions before 7 align a slope [C] with the channels instead of the last axis.
        if (
            op.Opset < 7
            && slope.Shape.Length == 1
            && slope.Count > 1
            && x.Extents.Length > 1
            && slope.Count == x.Extents[1]
        )
        {
            slope = new([slope.Count, .. Enumerable.Repeat(1, x.Extents.Length - 2)], Constants.Reals(slope));
        }

        if (Shapes.Broadcast(slope.Shape, x.Extents) is not { } shape || !shape.SequenceEqual(x.Extents))
        {
            throw to.Damaged(op, $"A slope {Shapes.Text(slope.Shape)} does not fit an input {Shapes.Text(x.Extents)}.");
        }

        float[] channels = Constants.PerChannel(slope, x.Extents);
        int layer = to.Append(op, "PReLU", [x.Layer], to.ShapeOf(x.Layer), ("Channels", channels.Length));
        to.SetWeight(op, layer, "slope", new([channels.Length], channels), slope);
        return [x with { Layer = layer }];
    }

    /// <summary>x·tanh(softplus(x)).</summary>
    private static Value[] Mish(Lowering to, Operation op)
    {
        Value.Computed x = to.Computed(op, 0),
            gate = to.Unary(op, "Tanh", to.Unary(op, "Softplus", x));
        return [Arithmetic.Product(to, op, [x, gate])];
    }
}

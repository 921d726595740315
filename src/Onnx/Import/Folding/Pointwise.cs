namespace RuleCompiler.OnnxImport.Folding;

/// <summary>Functions of one element, evaluated in double precision.</summary>
internal static class Pointwise
{
    public static IReadOnlyDictionary<string, Func<Operands, ConstantTensor?>> Operators { get; } =
        new Dictionary<string, Func<Operands, ConstantTensor?>>
        {
            ["Neg"] = operands => Signed(operands, x => -x, x => -x),
            ["Abs"] = operands => Signed(operands, Math.Abs, x => x < 0 ? -x : x),
            ["Sign"] = operands => Signed(operands, x => double.IsNaN(x) ? x : Math.Sign(x), x => Math.Sign(x)),
            ["Relu"] = operands => Signed(operands, x => x < 0 ? 0 : x, x => Math.Max(0, x)),
            ["Sqrt"] = operands => Real(operands, Math.Sqrt),
            ["Exp"] = operands => Real(operands, Math.Exp),
            ["Log"] = operands => Real(operands, Math.Log),
            ["Erf"] = operands => Real(operands, Scalars.Erf),
            ["Floor"] = operands => Real(operands, Math.Floor),
            ["Ceil"] = operands => Real(operands, Math.Ceiling),
            ["Round"] = operands => Real(operands, x => Math.Round(x, MidpointRounding.ToEven)),
            ["Reciprocal"] = operands => Real(operands, x => 1 / x),
            ["Sin"] = operands => Real(operands, Math.Sin),
            ["Cos"] = operands => Real(operands, Math.Cos),
            ["Sigmoid"] = operands => Real(operands, Sigmoid),
            ["Tanh"] = operands => Real(operands, Math.Tanh),
            ["Softplus"] = operands => Real(operands, x => Math.Max(x, 0) + Log1P(Math.Exp(-Math.Abs(x)))),
            ["Softsign"] = operands => Real(operands, x => x / (1 + Math.Abs(x))),
            ["LeakyRelu"] = operands => With(operands, "alpha", 0.01f, (x, alpha) => x < 0 ? alpha * x : x),
            ["ThresholdedRelu"] = operands => With(operands, "alpha", 1, (x, alpha) => x > alpha ? x : 0),
            ["Elu"] = operands => With(operands, "alpha", 1, (x, alpha) => x < 0 ? alpha * (Math.Exp(x) - 1) : x),
            ["Celu"] = operands =>
                With(operands, "alpha", 1, (x, alpha) => x < 0 ? alpha * (Math.Exp(x / alpha) - 1) : x),
            ["Selu"] = Selu,
            ["HardSigmoid"] = HardSigmoid,
            ["HardSwish"] = operands => Real(operands, x => x * Math.Clamp((x / 6) + 0.5, 0, 1)),
            ["Gelu"] = Gelu,
            ["Clip"] = Clip,
        };

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>log(1 + x) for x in [0, 1] without losing a small x.</summary>
    private static double Log1P(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * (x / (sum - 1));
    }

    private static ConstantTensor? Real(Operands operands, Func<double, double> of)
    {
        ConstantTensor x = operands[0];
        return x.Reals is { } reals ? new(x.Shape, Array.ConvertAll(reals, value => (float)of(value))) : null;
    }

    private static ConstantTensor? Signed(Operands operands, Func<double, double> of, Func<long, long> ofWhole)
    {
        ConstantTensor x = operands[0];
        return x.Integers is { } integers
            ? new(x.Shape, Array.ConvertAll(integers, value => ofWhole(value)))
            : Real(operands, of);
    }

    private static ConstantTensor? With(
        Operands operands,
        string name,
        float otherwise,
        Func<double, double, double> of
    )
    {
        double value = operands.Attributes.Real(name, otherwise);
        return Real(operands, x => of(x, value));
    }

    private static ConstantTensor? Selu(Operands operands)
    {
        double alpha = operands.Attributes.Real("alpha", 1.67326319217681884765625f);
        double gamma = operands.Attributes.Real("gamma", 1.05070102214813232421875f);
        return Real(operands, x => gamma * (x > 0 ? x : alpha * (Math.Exp(x) - 1)));
    }

    private static ConstantTensor? HardSigmoid(Operands operands)
    {
        double alpha = operands.Attributes.Real("alpha", 0.2f);
        double beta = operands.Attributes.Real("beta", 0.5f);
        return Real(operands, x => Math.Clamp((alpha * x) + beta, 0, 1));
    }

    private static ConstantTensor? Gelu(Operands operands) =>
        operands.Attributes.Text("approximate", "none") == "tanh"
            ? Real(operands, x => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))))
            : Real(operands, x => 0.5 * x * Scalars.Erfc(-x / Math.Sqrt(2)));

    /// <summary>The bounds are attributes in operator sets below 11; a low above the high gives the high.</summary>
    private static ConstantTensor? Clip(Operands operands)
    {
        double low =
            operands.Optional(1)?.Single("the lower bound") ?? operands.Attributes.Real("min", float.NegativeInfinity);
        double high =
            operands.Optional(2)?.Single("the upper bound") ?? operands.Attributes.Real("max", float.PositiveInfinity);
        return Signed(
            operands,
            x => Math.Min(Math.Max(x, low), high),
            x =>
                x < low ? (long)Math.Min(low, high)
                : x > high ? (long)high
                : x
        );
    }
}

namespace RuleCompiler.Reference;

/// <summary>The nonlinearities that are near a line on one side and bounded on the other.</summary>
internal static class Curves
{
    /// <exception cref="ArgumentException">The kind is unknown.</exception>
    public static Nonlinearity Of(Activation activation) =>
        activation switch
        {
            ELU elu => Exponential(1, RuleBody.Printed(elu.Alpha), 1),
            SELU selu => Exponential(RuleBody.Printed(selu.Gamma), RuleBody.Printed(selu.Alpha), 1),
            CELU celu => Exponential(1, RuleBody.Printed(celu.Alpha), RuleBody.Printed(celu.Alpha)),
            SiLU => Gated(Exact.Sigmoid, Exact.SigmoidSlope),
            GELU { Tanh: false } => Gated(NormalDistribution.Phi, Exact.NormalDensity),
            GELU => Gated(x => Exact.Sigmoid(2 * TanhArgument(x)), TanhGateSlope),
            _ => throw new ArgumentException(
                $"The layer '{activation.Name}' is of the kind {activation.GetType().Name}, which the interpreter does "
                    + "not know; use one of RuleCompiler's."
            ),
        };

    /// <summary>γx where x &gt; 0, γα(e^(x/width) − 1) elsewhere.</summary>
    private static Nonlinearity Exponential(double gamma, double alpha, double width) =>
        Nonlinearity.Of(
            x => x > 0 ? gamma * x : gamma * alpha * Exact.Expm1(x / width),
            x => x > 0 ? gamma : gamma * alpha / width * Math.Exp(x / width)
        );

    /// <summary>x·gate(x).</summary>
    private static Nonlinearity Gated(Func<double, double> gate, Func<double, double> slope) =>
        Nonlinearity.Of(x => x * gate(x), x => gate(x) + (x * slope(x)));

    /// <summary>√(2/π)·(x + 0.044715·x³): half of (1 + tanh) of it is the sigmoid of its double.</summary>
    private static double TanhArgument(double x) => Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x));

    private static double TanhGateSlope(double x)
    {
        double sigmoid = Exact.SigmoidSlope(2 * TanhArgument(x));
        return sigmoid == 0 ? 0 : sigmoid * 2 * Math.Sqrt(2 / Math.PI) * (1 + (3 * 0.044715 * x * x));
    }
}

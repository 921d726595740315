namespace RuleCompiler.Generators.Ir;

/// <summary>Evaluates expressions in double precision; truth values are 1 and 0.</summary>
internal static class Evaluate
{
    public static double At(Expr expr, Func<string, double> value) =>
        expr switch
        {
            Number number => number.Value,
            Name name => value(name.Symbol),
            Apply { Op: Op.Select } select => At(select.Args[0], value) != 0
                ? At(select.Args[1], value)
                : At(select.Args[2], value),
            Apply apply => Of(apply.Op, apply.Args.Select(a => At(a, value)).ToArray()),
            _ => throw new InvalidOperationException($"No expression of type {expr.GetType().Name} is known."),
        };

    public static double Of(Op op, double[] x) =>
        op switch
        {
            Op.Add => x[0] + x[1],
            Op.Sub => x[0] - x[1],
            Op.Mul => x[0] * x[1],
            Op.Div => x[0] / x[1],
            Op.Negate => -x[0],
            Op.Pos => x[0] > 0 ? x[0] : 0,
            Op.Neg => x[0] < 0 ? x[0] : 0,
            Op.Abs => Math.Abs(x[0]),
            Op.Min => Math.Min(x[0], x[1]),
            Op.Max => Math.Max(x[0], x[1]),
            Op.Sign => x[0] > 0 ? 1
            : x[0] < 0 ? -1
            : 0,
            Op.Sqrt => Math.Sqrt(x[0]),
            Op.Exp => Math.Exp(x[0]),
            Op.Log => Math.Log(x[0]),
            Op.Pow => Math.Pow(x[0], x[1]),
            Op.Tanh => Math.Tanh(x[0]),
            Op.Erf => NormalDistribution.Erf(x[0]),
            Op.Erfc => NormalDistribution.Erfc(x[0]),
            Op.Phi => NormalDistribution.Phi(x[0]),
            Op.Density => NormalDistribution.Density(x[0]),
            Op.RectifiedMean => NormalDistribution.RectifiedMean(x[0], x[1]),
            Op.RectifiedVariance => NormalDistribution.RectifiedVariance(x[0], x[1]),
            Op.Away => x[0] + (x[0] >= 0 ? x[1] : -x[1]),
            Op.Less => x[0] < x[1] ? 1 : 0,
            Op.LessOrEqual => x[0] <= x[1] ? 1 : 0,
            Op.Equal => x[0] == x[1] ? 1 : 0,
            Op.And => x[0] != 0 && x[1] != 0 ? 1 : 0,
            Op.Or => x[0] != 0 || x[1] != 0 ? 1 : 0,
            Op.Not => x[0] == 0 ? 1 : 0,
            Op.SumColumns => x[0],
            _ => throw new InvalidOperationException($"The operation {op} has no value."),
        };
}

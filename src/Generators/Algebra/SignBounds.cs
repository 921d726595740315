using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Algebra;

/// <summary>What is known of a value's sign.</summary>
internal enum Bound
{
    Any,
    NonNegative,
    NonPositive,
    Zero,
}

/// <summary>The sign of an expression from the signs of its operands, as far as its form alone tells.</summary>
internal static class SignBounds
{
    public static Bound Of(Expr expr, Func<string, Bound> operand) =>
        expr switch
        {
            Number number => number.Value > 0 ? Bound.NonNegative
            : number.Value < 0 ? Bound.NonPositive
            : Bound.Zero,
            Name name => operand(name.Symbol),
            Apply apply => Of(apply, apply.Args.Select(a => Of(a, operand)).ToArray()),
            _ => Bound.Any,
        };

    private static Bound Of(Apply apply, Bound[] x) =>
        apply.Op switch
        {
            Op.Pos => x[0] is Bound.Zero or Bound.NonPositive ? Bound.Zero : Bound.NonNegative,
            Op.Neg => x[0] is Bound.Zero or Bound.NonNegative ? Bound.Zero : Bound.NonPositive,
            Op.Abs => x[0] == Bound.Zero ? Bound.Zero : Bound.NonNegative,
            Op.Sqrt or Op.Exp or Op.Phi or Op.Erfc => Bound.NonNegative,
            Op.Density or Op.RectifiedMean or Op.RectifiedVariance => Bound.NonNegative,
            Op.Negate => Negated(x[0]),
            Op.Add => Join(x[0], x[1]),
            Op.Sub => Join(x[0], Negated(x[1])),
            Op.Mul when apply.Args[0].Equals(apply.Args[1]) => Bound.NonNegative,
            Op.Mul or Op.Div => Product(x[0], x[1]),
            // a sum below zero stays so, one that is zero becomes positive
            Op.Away => x[0] == Bound.NonPositive || x[1] is not (Bound.NonNegative or Bound.Zero) ? Bound.Any
            : x[0] == Bound.Zero ? Bound.NonNegative
            : x[0],
            Op.Tanh or Op.Erf or Op.Sign => x[0],
            Op.Max => x.Contains(Bound.NonNegative) || x.Contains(Bound.Zero) ? Bound.NonNegative : Join(x[0], x[1]),
            Op.Min => x.Contains(Bound.NonPositive) || x.Contains(Bound.Zero) ? Bound.NonPositive : Join(x[0], x[1]),
            Op.Select => Join(x[1], x[2]),
            _ => Bound.Any,
        };

    private static Bound Negated(Bound x) =>
        x switch
        {
            Bound.NonNegative => Bound.NonPositive,
            Bound.NonPositive => Bound.NonNegative,
            _ => x,
        };

    /// <summary>The sign of what is the one or the other, or the sum of both.</summary>
    public static Bound Join(Bound x, Bound y) =>
        x == Bound.Zero ? y
        : y == Bound.Zero || x == y ? x
        : Bound.Any;

    public static Bound Product(Bound x, Bound y) =>
        x == Bound.Zero || y == Bound.Zero ? Bound.Zero
        : x == Bound.Any || y == Bound.Any ? Bound.Any
        : x == y ? Bound.NonNegative
        : Bound.NonPositive;
}

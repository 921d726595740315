using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Passes;

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
    public static bool IsNonNegative(Expr expr, Func<string, Bound> operand) =>
        Of(expr, operand) is Bound.NonNegative or Bound.Zero;

    /// <summary>The slot whose sum shares read by this name, or null.</summary>
    public static int? SlotOf(RuleOnLayer rule, string name) =>
        name == "z"
            ? 0
            : Enumerable.Range(0, rule.Slots).Where(s => name == $"z.{s}").Select(s => (int?)s).FirstOrDefault();

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
            Op.Pos or Op.Abs => x[0] == Bound.Zero ? Bound.Zero : Bound.NonNegative,
            Op.Neg => Bound.NonPositive,
            Op.Sqrt or Op.Exp or Op.Phi or Op.Erfc => Bound.NonNegative,
            Op.Negate => Negated(x[0]),
            Op.Add => Sum(x[0], x[1]),
            Op.Sub => Sum(x[0], Negated(x[1])),
            Op.Mul when apply.Args[0].Equals(apply.Args[1]) => Bound.NonNegative,
            Op.Mul or Op.Div => Product(x[0], x[1]),
            Op.Away => x[0] == Bound.NonPositive ? Bound.Any
            : x[0] == Bound.Zero ? Bound.NonNegative
            : x[0],
            Op.Tanh or Op.Erf or Op.Sign => x[0],
            Op.Max => x.Contains(Bound.NonNegative) || x.Contains(Bound.Zero) ? Bound.NonNegative : Both(x[0], x[1]),
            Op.Min => x.Contains(Bound.NonPositive) || x.Contains(Bound.Zero) ? Bound.NonPositive : Both(x[0], x[1]),
            Op.Select => Both(x[1], x[2]),
            _ => Bound.Any,
        };

    private static Bound Negated(Bound x) =>
        x switch
        {
            Bound.NonNegative => Bound.NonPositive,
            Bound.NonPositive => Bound.NonNegative,
            _ => x,
        };

    private static Bound Sum(Bound x, Bound y) =>
        x == Bound.Zero ? y
        : y == Bound.Zero || x == y ? x
        : Bound.Any;

    private static Bound Product(Bound x, Bound y) =>
        x == Bound.Zero || y == Bound.Zero ? Bound.Zero
        : x == Bound.Any || y == Bound.Any ? Bound.Any
        : x == y ? Bound.NonNegative
        : Bound.NonPositive;

    private static Bound Both(Bound x, Bound y) =>
        x == Bound.Zero ? y
        : y == Bound.Zero || x == y ? x
        : Bound.Any;
}

using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Emission;

/// <summary>Prints expressions as scalar C# in double precision: the formula as it stands.</summary>
internal static class DoublePrinter
{
    public static string Print(Expr expr) =>
        expr switch
        {
            Number number => Literal.Double(number.Value),
            Name name => Literal.Local(name.Symbol),
            Apply apply when apply.Op.IsTruth() => $"({Truth(apply)} ? 1d : 0d)",
            Apply { Op: Op.Select } choice =>
                $"({Truth(choice.Args[0])} ? {Print(choice.Args[1])} : {Print(choice.Args[2])})",
            Apply apply => Print(apply.Op, apply.Args.Select(Print).ToArray()),
            _ => throw new InvalidOperationException($"No C# for {expr.GetType().Name} is known."),
        };

    private static string Print(Op op, string[] x) =>
        op switch
        {
            Op.Add => $"({x[0]} + {x[1]})",
            Op.Sub => $"({x[0]} - {x[1]})",
            Op.Mul => $"({x[0]} * {x[1]})",
            Op.Div => $"({x[0]} / {x[1]})",
            Op.Negate => $"(-{x[0]})",
            _ => $"global::RuleCompiler.Scalars.{op}({string.Join(", ", x)})",
        };

    /// <summary>A condition; what is not one by its form, such as a parameter of type bool, holds where it is not 0.</summary>
    private static string Truth(Expr expr) =>
        expr switch
        {
            Number number => number.Value != 0 ? "true" : "false",
            Apply { Op: Op.Less } less => Compare(less, "<"),
            Apply { Op: Op.LessOrEqual } less => Compare(less, "<="),
            Apply { Op: Op.Equal } equal => Compare(equal, "=="),
            Apply { Op: Op.And } and => $"({Truth(and.Args[0])} && {Truth(and.Args[1])})",
            Apply { Op: Op.Or } or => $"({Truth(or.Args[0])} || {Truth(or.Args[1])})",
            Apply { Op: Op.Not } not => $"(!{Truth(not.Args[0])})",
            Apply { Op: Op.Select } choice =>
                $"({Truth(choice.Args[0])} ? {Truth(choice.Args[1])} : {Truth(choice.Args[2])})",
            _ => $"({Print(expr)} != 0)",
        };

    private static string Compare(Apply apply, string sign) =>
        $"({Print(apply.Args[0])} {sign} {Print(apply.Args[1])})";
}

using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Emission;

/// <summary>Prints expressions as scalar C# in double precision: the formula as it stands.</summary>
internal static class DoublePrinter
{
    public static string Print(Expr expr) =>
        expr switch
        {
            Number number => Literal.Double(number.Value),
            Name name => Literal.Identifier(name.Symbol),
            Apply apply => Print(apply.Op, apply.Args.Select(Print).ToArray(), apply),
            _ => throw new InvalidOperationException($"No C# for {expr.GetType().Name} is known."),
        };

    private static string Print(Op op, string[] x, Apply apply) =>
        op switch
        {
            Op.Add => $"({x[0]} + {x[1]})",
            Op.Sub => $"({x[0]} - {x[1]})",
            Op.Mul => $"({x[0]} * {x[1]})",
            Op.Div => $"({x[0]} / {x[1]})",
            Op.Negate => $"(-{x[0]})",
            Op.Less => $"({x[0]} < {x[1]})",
            Op.LessOrEqual => $"({x[0]} <= {x[1]})",
            Op.Equal => $"({x[0]} == {x[1]})",
            Op.And => $"({Truth(apply.Args[0], x[0])} && {Truth(apply.Args[1], x[1])})",
            Op.Or => $"({Truth(apply.Args[0], x[0])} || {Truth(apply.Args[1], x[1])})",
            Op.Not => $"(!{Truth(apply.Args[0], x[0])})",
            Op.Select => $"({Truth(apply.Args[0], x[0])} ? {x[1]} : {x[2]})",
            _ => $"global::RuleCompiler.Scalars.{op}({string.Join(", ", x)})",
        };

    private static string Truth(Expr expr, string text) =>
        expr is Number number ? (number.Value != 0 ? "true" : "false") : text;
}

using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Ir;

/// <summary>
/// Builds expressions with the identities that hold for every finite number applied: constants folded, 0 and 1
/// dropped. No rounding is changed beyond that.
/// </summary>
internal static class Simplify
{
    public static Expr Make(Op op, params Expr[] args)
    {
        if (op == Op.Select)
            return Choose(args[0], args[1], args[2]);
        if (op is not (Op.SumColumns or Op.Function) && args.All(a => a is Number))
            return new Number(Evaluate.Of(op, args.Select(a => ((Number)a).Value).ToArray()));
        return op switch
        {
            Op.Add when IsNumber(args[0], 0) => args[1],
            Op.Add or Op.Sub when IsNumber(args[1], 0) => args[0],
            Op.Sub when args[0].Equals(args[1]) => Expr.Zero,
            Op.Sub when IsNumber(args[0], 0) => Make(Op.Negate, args[1]),
            Op.Mul when IsNumber(args[0], 0) || IsNumber(args[1], 0) => Expr.Zero,
            Op.Mul when IsNumber(args[0], 1) => args[1],
            Op.Mul or Op.Div when IsNumber(args[1], 1) => args[0],
            Op.Mul when IsNumber(args[0], -1) => Make(Op.Negate, args[1]),
            Op.Mul when IsNumber(args[1], -1) => Make(Op.Negate, args[0]),
            Op.Div when IsNumber(args[0], 0) => Expr.Zero,
            Op.Negate when args[0] is Apply { Op: Op.Negate } inner => inner.Args[0],
            Op.Pow when IsNumber(args[1], 1) => args[0],
            Op.Pow when IsNumber(args[1], 2) => Make(Op.Mul, args[0], args[0]),
            Op.Away when IsNumber(args[1], 0) => args[0],
            Op.And when IsNumber(args[0], 1) => args[1],
            Op.And when IsNumber(args[1], 1) => args[0],
            Op.And when IsNumber(args[0], 0) || IsNumber(args[1], 0) => Expr.Zero,
            Op.Or when IsNumber(args[0], 0) => args[1],
            Op.Or when IsNumber(args[1], 0) => args[0],
            Op.Or when IsNumber(args[0], 1) || IsNumber(args[1], 1) => Expr.One,
            _ => new Apply(op, args.ToEquatable()),
        };
    }

    public static Expr Sum(IEnumerable<Expr> terms) => terms.Aggregate((Expr)Expr.Zero, (s, t) => Add(s, t));

    /// <summary>A sum that prints a negated or negatively scaled term as a difference.</summary>
    public static Expr Add(Expr sum, Expr term) =>
        term switch
        {
            Apply { Op: Op.Negate } negated when !IsNumber(sum, 0) => Make(Op.Sub, sum, negated.Args[0]),
            Apply { Op: Op.Mul } product when !IsNumber(sum, 0) && product.Args[0] is Number { Value: < 0 } scale =>
                Make(Op.Sub, sum, Make(Op.Mul, new Number(-scale.Value), product.Args[1])),
            _ => Make(Op.Add, sum, term),
        };

    public static Expr Scale(double factor, Expr expr) => Make(Op.Mul, new Number(factor), expr);

    public static bool IsNumber(Expr expr, double value) => expr is Number number && number.Value == value;

    private static Expr Choose(Expr condition, Expr ifTrue, Expr ifFalse) =>
        condition is Number known ? (known.Value != 0 ? ifTrue : ifFalse)
        : ifTrue.Equals(ifFalse) ? ifTrue
        : new Apply(Op.Select, new Expr[] { condition, ifTrue, ifFalse }.ToEquatable());
}

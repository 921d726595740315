using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Stamps;

/// <summary>Expressions in the text of stamps: <c>(Mul a (Pos w))</c>, names and numbers as atoms.</summary>
internal static class ExprText
{
    public static SExpr Print(Expr expr) =>
        expr switch
        {
            Number number => SExpr.Of("#", SExpr.Of(number.Value)),
            Name name => SExpr.Of(name.Symbol),
            Apply apply => SExpr.Of(apply.Op.ToString(), apply.Args.Select(Print)),
            _ => throw new InvalidOperationException($"No text for {expr.GetType().Name} is known."),
        };

    /// <exception cref="FormatException">The text is no expression.</exception>
    public static Expr Parse(SExpr text)
    {
        if (text is SExpr.Atom atom)
            return new Name(atom.Content);
        Expr[] args;
        if (text.Head == "#")
            return new Number(text.Items[1].Number);
        args = text.Tail.Select(Parse).ToArray();
        return Enum.TryParse(text.Head, out Op op) && op.Arity() == args.Length
            ? new Apply(op, new(args))
            : throw new FormatException($"'{text.Head}' with {args.Length} operands is no known operation.");
    }
}

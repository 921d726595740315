using System.Globalization;

namespace RuleCompiler.Generators.Ir;

/// <summary>Expressions as people read them, for remarks and tables.</summary>
internal static class Formula
{
    public static string Print(Expr expr) => Print(expr, 0);

    private static string Print(Expr expr, int outer) =>
        expr switch
        {
            Number number => Text(number.Value),
            Name name => name.Symbol,
            Apply { Op: Op.Pos } pos => Superscript(pos, "⁺"),
            Apply { Op: Op.Neg } neg => Superscript(neg, "⁻"),
            Apply { Op: Op.Abs } abs => $"|{Print(abs.Args[0], 0)}|",
            Apply { Op: Op.Negate } negate => Wrap($"−{Print(negate.Args[0], 2)}", 1, outer),
            Apply { Op: Op.Add } sum => Wrap(Infix(sum, " + ", 1, 1), 1, outer),
            Apply { Op: Op.Sub } difference => Wrap(Infix(difference, " − ", 1, 2), 1, outer),
            Apply { Op: Op.Mul } product when product.Args[0].Equals(product.Args[1]) =>
                $"{Print(product.Args[0], 3)}²",
            Apply { Op: Op.Mul } product => Wrap(Infix(product, "·", 2, 2), 2, outer),
            Apply { Op: Op.Div } quotient => Wrap(Infix(quotient, "/", 2, 3), 2, outer),
            Apply { Op: Op.Less } less => Wrap(Infix(less, " < ", 1, 1), 0, outer),
            Apply { Op: Op.LessOrEqual } atMost => Wrap(Infix(atMost, " ≤ ", 1, 1), 0, outer),
            Apply { Op: Op.Equal } equal => Wrap(Infix(equal, " = ", 1, 1), 0, outer),
            Apply { Op: Op.Select } choice => Wrap(
                $"{Print(choice.Args[0], 1)} ? {Print(choice.Args[1], 1)} : {Print(choice.Args[2], 0)}",
                0,
                outer
            ),
            Apply { Op: Op.Function } call => $"f({Print(call.Args[0], 0)})",
            Apply apply => $"{apply.Op}({string.Join(", ", apply.Args.Select(a => Print(a, 0)))})",
            _ => expr.ToString(),
        };

    /// <summary>Six digits behind the point; in powers of ten where these say too little, or nothing, or are a long row.</summary>
    private static string Text(double value)
    {
        string plain = value.ToString("0.######", CultureInfo.InvariantCulture);
        double said = double.Parse(plain, CultureInfo.InvariantCulture);
        bool enough = Math.Abs(said - value) <= 1e-3 * Math.Abs(value) && Math.Abs(value) < 1e7;
        return enough ? plain : value.ToString("0.######e0", CultureInfo.InvariantCulture);
    }

    private static string Infix(Apply apply, string sign, int left, int right) =>
        Print(apply.Args[0], left) + sign + Print(apply.Args[1], right);

    private static string Superscript(Apply apply, string sign) => Print(apply.Args[0], 3) + sign;

    private static string Wrap(string text, int binding, int outer) => binding < outer ? $"({text})" : text;
}

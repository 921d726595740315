using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Algebra;

/// <summary>
/// A function of one side: a monomial with one coefficient for each sign of the side's split operand. What was
/// split and turns out proportional is merged here again: a⁺ − a⁻ is a.
/// </summary>
/// <param name="Monomial">The monomial.</param>
/// <param name="Variable">The split operand.</param>
/// <param name="Signs">The signs the operand may have.</param>
/// <param name="Coefficients">The coefficient for each of those signs.</param>
internal sealed record BasisFunction(Monomial Monomial, string Variable, int[] Signs, double[] Coefficients)
{
    /// <summary>Whether the function is the constant 1, up to scale.</summary>
    public bool IsConstant => Monomial == Monomial.One && IsUniform;

    /// <summary>Whether the function reads nothing that changes with the input.</summary>
    public bool ReadsNone(Func<string, bool> changes) =>
        IsUniform && (Monomial.PowerOf(Variable) == 0) && !Monomial.Reads(changes);

    private bool IsUniform => Coefficients.All(c => c == Coefficients[0]);

    private double At(int sign, double otherwise) =>
        Array.IndexOf(Signs, sign) is >= 0 and var i ? Coefficients[i] : otherwise;

    public Expr ToExpr()
    {
        int power = Monomial.PowerOf(Variable);
        Name variable = new(Variable);
        double plus = At(1, 0);
        double minus = At(-1, plus);
        // a factor such as Log(a) may be infinite where the coefficient is 0, so it is chosen, not multiplied away
        if (power == 0 || Monomial.Factors.Any(f => f.Base is not Name && f.Base.Names().Contains(Variable)))
        {
            Expr whole = Monomial.ToExpr();
            double zero = power > 0 ? 0 : At(0, plus);
            return plus == minus && (plus == zero || power > 0 && !Signs.Contains(0))
                ? Simplify.Scale(plus, whole)
                : Simplify.Make(
                    Op.Select,
                    Simplify.Make(Op.Less, Expr.Zero, variable),
                    Simplify.Scale(plus, whole),
                    Simplify.Make(
                        Op.Select,
                        Simplify.Make(Op.Less, variable, Expr.Zero),
                        Simplify.Scale(minus, whole),
                        Simplify.Scale(zero, whole)
                    )
                );
        }

        Expr rest = Monomial.Without(Variable).ToExpr();
        for (int i = 1; i < power; i++)
            rest = Simplify.Make(Op.Mul, variable, rest);
        Expr leading =
            plus == minus ? Simplify.Scale(plus, variable)
            : plus == -minus ? Simplify.Scale(plus, Simplify.Make(Op.Abs, variable))
            : Simplify.Add(
                Simplify.Scale(plus, Simplify.Make(Op.Pos, variable)),
                Simplify.Scale(minus, Simplify.Make(Op.Neg, variable))
            );
        return Simplify.Make(Op.Mul, leading, rest);
    }
}

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
        if (power == 0)
        {
            double zero = At(0, plus);
            Expr indicator =
                plus == minus && plus == zero
                    ? new Number(plus)
                    : Simplify.Make(
                        Op.Select,
                        Simplify.Make(Op.Less, Expr.Zero, variable),
                        new Number(plus),
                        Simplify.Make(
                            Op.Select,
                            Simplify.Make(Op.Less, variable, Expr.Zero),
                            new Number(minus),
                            new Number(zero)
                        )
                    );
            return Simplify.Make(Op.Mul, indicator, Monomial.ToExpr());
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

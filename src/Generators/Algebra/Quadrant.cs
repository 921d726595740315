using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Algebra;

/// <summary>
/// Brings an expression to a polynomial where the signs of the input and of the weight are known: there Pos, Neg,
/// Abs, Min, Max, comparisons and choices vanish.
/// </summary>
internal sealed class Quadrant(Sides sides, int inputSign, int weightSign)
{
    /// <summary>The polynomial, or null where the expression is no sum of products of the two sides.</summary>
    public Polynomial? Expand(Expr expr) => Structural(expr) ?? OneSided(expr);

    private Polynomial? Structural(Expr expr) =>
        expr switch
        {
            Number number => Polynomial.Of(number.Value),
            Name name => Variable(name),
            Apply apply => Operation(apply),
            _ => null,
        };

    private Polynomial Variable(Name name) =>
        SignOf(name.Symbol) == 0 ? Polynomial.Zero
        : sides.IsWeight(name.Symbol) ? Polynomial.Of(Monomial.One, Monomial.Of(name))
        : Polynomial.Of(Monomial.Of(name), Monomial.One);

    /// <summary>The sign of an operand in this quadrant, null where it is not split.</summary>
    private int? SignOf(string name) =>
        name == Sides.WeightVariable ? weightSign
        : name == sides.InputVariable ? inputSign
        : null;

    private Polynomial? Operation(Apply apply)
    {
        if (apply.Op == Op.Select)
            return Choose(apply);
        // a transcendental of one side's operands is one basis function in every quadrant, not another one in each
        if (
            apply.Op.IsTruth()
            || (
                apply.Op is Op.Sqrt or Op.Exp or Op.Log or Op.Tanh or (>= Op.Erf and <= Op.RectifiedVariance)
                && IsOneSided(apply) is not null
            )
        )
            return null;
        Polynomial? x = Expand(apply.Args[0]);
        if (x is null)
            return null;
        if (apply.Args.Count == 1)
            return Unary(apply.Op, x);
        if (apply.Op == Op.Div)
            return Reciprocal(apply.Args[1]) is { } reciprocal ? x.Times(reciprocal) : null;
        return Expand(apply.Args[1]) is { } y ? Binary(apply.Op, x, y) : null;
    }

    private Polynomial? Unary(Op op, Polynomial x) =>
        (op, Sign(x)) switch
        {
            (Op.Negate, _) => x.Scale(-1),
            (Op.Pos, > 0) or (Op.Neg, < 0) or (Op.Abs, >= 0) => x,
            (Op.Abs, < 0) => x.Scale(-1),
            (Op.Pos, <= 0) or (Op.Neg, >= 0) => Polynomial.Zero,
            (Op.Sign, { } sign) => Polynomial.Of(sign),
            (Op.Sqrt, > 0) => Root(x),
            _ when x.Constant() is { } constant && op != Op.SumColumns => Polynomial.Of(Evaluate.Of(op, [constant])),
            _ => null,
        };

    private Polynomial? Binary(Op op, Polynomial x, Polynomial y)
    {
        int? order = op is Op.Min or Op.Max ? Sign(x.Plus(y, -1)) : null;
        return op switch
        {
            Op.Add => x.Plus(y),
            Op.Sub => x.Plus(y, -1),
            Op.Mul => Product(x, y),
            Op.Min when order is not null => order <= 0 ? x : y,
            Op.Max when order is not null => order >= 0 ? x : y,
            Op.Pow when y.Constant() is { } power => Power(x, power),
            Op.Away when Sign(x) is { } sign => x.Plus(y, sign >= 0 ? 1 : -1),
            _ => null,
        };
    }

    private Polynomial? Power(Polynomial x, double power)
    {
        if (power is not (>= 0 and <= 8) || power != Math.Floor(power))
            return null;
        Polynomial? result = Polynomial.Of(1);
        for (int i = 0; i < (int)power && result is not null; i++)
            result = Product(result, x);
        return result;
    }

    /// <summary>
    /// The product, or null where expanding would cancel: (a − w)² is small where a² − 2aw + w² are large. What is
    /// not expanded is evaluated as it stands.
    /// </summary>
    private Polynomial? Product(Polynomial x, Polynomial y) =>
        x.Times(y) is { } product && !(x.MixesSides && y.MixesSides && Sign(product) is null) ? product : null;

    /// <summary>The root of one term falls into the roots of its sides where both are positive.</summary>
    private Polynomial? Root(Polynomial x) =>
        x.Terms.ToArray() is [var (input, weight, coefficient)] && SignOf(input) > 0 && SignOf(weight) > 0
            ? Polynomial.Of(Opaque(Op.Sqrt, input), Opaque(Op.Sqrt, weight), Math.Sqrt(coefficient))
            : null;

    private static Monomial Opaque(Op op, Monomial monomial) =>
        monomial == Monomial.One ? monomial : Monomial.Of(Simplify.Make(op, monomial.ToExpr()));

    private Polynomial? Reciprocal(Expr divisor)
    {
        if (OneSided(Simplify.Make(Op.Div, Expr.One, divisor)) is { } whole)
            return whole;
        Polynomial? expanded = Expand(divisor);
        if (expanded?.Constant() is { } constant)
            return constant == 0 ? null : Polynomial.Of(1 / constant);
        return expanded?.Terms.ToArray() is [var (input, weight, coefficient)]
            ? Polynomial.Of(Inverse(input), Inverse(weight), 1 / coefficient)
            : null;
    }

    private static Monomial Inverse(Monomial monomial) =>
        monomial == Monomial.One ? monomial : Monomial.Of(Simplify.Make(Op.Div, Expr.One, monomial.ToExpr()));

    private Polynomial? Choose(Apply select)
    {
        Expr condition = select.Args[0];
        if (Truth(condition) is { } known)
            return Expand(select.Args[known ? 1 : 2]);
        if (
            IsOneSided(condition) is not { } onWeight
            || Expand(select.Args[1]) is not { } yes
            || Expand(select.Args[2]) is not { } no
        )
            return null;
        return Guard(yes, t => Simplify.Make(Op.Select, condition, t, Expr.Zero), onWeight)
            .Plus(Guard(no, t => Simplify.Make(Op.Select, condition, Expr.Zero, t), onWeight));
    }

    private static Polynomial Guard(Polynomial polynomial, Func<Expr, Expr> guard, bool onWeight)
    {
        Polynomial result = Polynomial.Zero;
        foreach (var (input, weight, coefficient) in polynomial.Terms)
        {
            Monomial guarded = Monomial.Of(guard((onWeight ? weight : input).ToExpr()));
            result = result.Plus(Polynomial.Of(onWeight ? input : guarded, onWeight ? guarded : weight, coefficient));
        }

        return result;
    }

    private bool? Truth(Expr condition)
    {
        if (condition is Number number)
            return number.Value != 0;
        if (condition is not Apply apply)
            return null;
        if (apply.Op == Op.Not)
            return !Truth(apply.Args[0]);
        if (apply.Op is Op.And or Op.Or)
        {
            bool decisive = apply.Op == Op.Or;
            bool? l = Truth(apply.Args[0]);
            bool? r = Truth(apply.Args[1]);
            return l == decisive || r == decisive ? decisive
                : l is null || r is null ? null
                : !decisive;
        }

        if (apply.Args.Count != 2 || Expand(apply.Args[0]) is not { } x || Expand(apply.Args[1]) is not { } y)
            return null;
        return Sign(y.Plus(x, -1)) is not { } sign
            ? null
            : apply.Op switch
            {
                Op.Less => sign > 0,
                Op.LessOrEqual => sign >= 0,
                Op.Equal => sign == 0,
                _ => null,
            };
    }

    /// <summary>The strict sign of a polynomial in this quadrant; null where it is not certain.</summary>
    private int? Sign(Polynomial polynomial)
    {
        int? common = 0;
        foreach (var (input, weight, coefficient) in polynomial.Terms)
        {
            int? sign = Math.Sign(coefficient) * SignOf(input) * SignOf(weight);
            if (sign is null or 0 || (common != 0 && common != sign))
                return null;
            common = sign;
        }

        return common;
    }

    /// <summary>The sign of a monomial in this quadrant; null where it is not certain.</summary>
    public int? SignOf(Monomial monomial)
    {
        int sign = 1;
        foreach (Factor factor in monomial.Factors)
        {
            int? known = factor.Base switch
            {
                Name name => SignOf(name.Symbol),
                Apply { Op: Op.Exp } => 1,
                _ => null,
            };
            if (known is null)
                return null;
            sign *= factor.Power % 2 == 0 ? Math.Abs(known.Value) : known.Value;
        }

        return sign;
    }

    /// <summary>An expression in one side's operands alone is one more basis function of that side.</summary>
    private Polynomial? OneSided(Expr expr) =>
        IsOneSided(expr) switch
        {
            true => Polynomial.Of(Monomial.One, Monomial.Of(expr)),
            false => Polynomial.Of(Monomial.Of(expr), Monomial.One),
            null => null,
        };

    private bool? IsOneSided(Expr expr)
    {
        bool[] weights = expr.Names().Select(sides.IsWeight).Distinct().ToArray();
        return weights.Length == 1 && expr is not Apply { Op: Op.SumColumns } ? weights[0] : null;
    }
}

namespace RuleCompiler.Generators.Ir;

/// <summary>What an operation passes on of its adjoint to its arguments: the adjoint times the partial derivative.</summary>
internal static class Partials
{
    // what a root or a deviation is divided by at least: its inverse is still a float32
    private const double Least = 1e-30;

    // beyond it the density is 0 in double precision too
    private const double Tail = 40;

    /// <param name="node">The operation.</param>
    /// <param name="above">Its adjoint.</param>
    /// <param name="send">Takes what an argument is sent.</param>
    public static void Send(Apply node, Expr above, Action<Expr, Expr> send)
    {
        Expr x = node.Args[0];
        Expr y = node.Args.Count > 1 ? node.Args[1] : x;
        switch (node.Op)
        {
            case Op.Add:
                send(x, above);
                send(y, above);
                break;
            case Op.Sub:
                send(x, above);
                send(y, Negate(above));
                break;
            case Op.Mul when x.Equals(y):
                send(x, Times(above, Simplify.Scale(2, x)));
                break;
            case Op.Mul:
                send(x, Times(above, y));
                send(y, Times(above, x));
                break;
            case Op.Div when Exponent(node) is { } exponent:
                send(exponent, Negate(Times(above, Simplify.Make(Op.Mul, node, Complement(node)))));
                break;
            case Op.Div:
                Expr part = Over(above, y);
                send(x, part);
                send(y, Negate(Times(part, node)));
                break;
            case Op.Negate:
                send(x, Negate(above));
                break;
            case Op.Pos:
                send(x, Choose(Less(Expr.Zero, x), above, Expr.Zero));
                break;
            case Op.Neg:
                send(x, Choose(Less(Expr.Zero, x), Expr.Zero, above));
                break;
            case Op.Abs:
                send(x, Choose(Less(Expr.Zero, x), above, Negate(above)));
                break;
            case Op.Min:
                send(x, Choose(LessOrEqual(x, y), above, Expr.Zero));
                send(y, Choose(LessOrEqual(x, y), Expr.Zero, above));
                break;
            case Op.Max:
                send(x, Choose(Less(y, x), above, Expr.Zero));
                send(y, Choose(Less(y, x), Expr.Zero, above));
                break;
            case Op.Away:
                send(x, above);
                send(y, Choose(LessOrEqual(Expr.Zero, x), above, Negate(above)));
                break;
            case Op.Select:
                send(y, Choose(x, above, Expr.Zero));
                send(node.Args[2], Choose(x, Expr.Zero, above));
                break;
            case Op.Pow:
                send(x, Times(above, Simplify.Make(Op.Mul, y, Simplify.Make(Op.Pow, x, Minus(y, Expr.One)))));
                send(y, Times(above, Simplify.Make(Op.Mul, node, Simplify.Make(Op.Log, AtLeast(x)))));
                break;
            case Op.SumColumns:
                send(x, above);
                break;
            case Op.Less or Op.LessOrEqual or Op.Equal or Op.And or Op.Or or Op.Not or Op.Sign:
                break;
            default:
                send(x, OfFunction(node, x, above));
                break;
        }
    }

    /// <summary>A sum; of two choices by one condition it is one choice.</summary>
    public static Expr Add(Expr sum, Expr term) =>
        sum is Apply { Op: Op.Select } first
        && term is Apply { Op: Op.Select } second
        && first.Args[0].Equals(second.Args[0])
            ? Choose(first.Args[0], Add(first.Args[1], second.Args[1]), Add(first.Args[2], second.Args[2]))
            : Simplify.Add(sum, term);

    private static Expr OfFunction(Apply node, Expr x, Expr above) =>
        node.Op switch
        {
            Op.Sqrt => Over(Times(above, new Number(0.5)), AtLeast(node)),
            Op.Exp => Times(above, node),
            Op.Log => Over(above, x),
            Op.Tanh => Times(above, Complement(Simplify.Make(Op.Mul, node, node))),
            Op.Erf => Times(above, ErrorDensity(x)),
            Op.Erfc => Negate(Times(above, ErrorDensity(x))),
            Op.Phi => Times(above, Density(x)),
            _ => throw new InvalidOperationException($"The derivative of {node.Op} is not known."),
        };

    /// <summary>
    /// The u of 1/(1 + eᵘ), whose derivative −y·(1 − y) is finite where the exponential is not.
    /// </summary>
    private static Expr? Exponent(Apply node) =>
        Simplify.IsNumber(node.Args[0], 1)
        && node.Args[1] is Apply { Op: Op.Add } sum
        && Simplify.IsNumber(sum.Args[0], 1)
        && sum.Args[1] is Apply { Op: Op.Exp } power
            ? power.Args[0]
            : null;

    /// <summary>The standard normal density.</summary>
    private static Expr Density(Expr x)
    {
        Expr inside = Simplify.Make(Op.Min, Simplify.Make(Op.Max, x, new Number(-Tail)), new Number(Tail));
        return Simplify.Scale(
            1 / Math.Sqrt(2 * Math.PI),
            Simplify.Make(Op.Exp, Simplify.Scale(-0.5, Simplify.Make(Op.Mul, inside, inside)))
        );
    }

    /// <summary>2/√π·e^(−x²).</summary>
    private static Expr ErrorDensity(Expr x) =>
        Simplify.Scale(2 * Math.Sqrt(2), Density(Simplify.Scale(Math.Sqrt(2), x)));

    /// <summary>A product of an adjoint, inside of the choice that the adjoint may be.</summary>
    private static Expr Times(Expr above, Expr factor) => Inside(above, g => Simplify.Make(Op.Mul, g, factor));

    private static Expr Over(Expr above, Expr divisor) => Inside(above, g => Simplify.Make(Op.Div, g, divisor));

    private static Expr Negate(Expr above) => Inside(above, g => Simplify.Make(Op.Negate, g));

    private static Expr Inside(Expr above, Func<Expr, Expr> change) =>
        above is Apply { Op: Op.Select } choice
        && (Simplify.IsNumber(choice.Args[1], 0) || Simplify.IsNumber(choice.Args[2], 0))
            ? Choose(choice.Args[0], Changed(choice.Args[1], change), Changed(choice.Args[2], change))
            : change(above);

    private static Expr Changed(Expr branch, Func<Expr, Expr> change) =>
        Simplify.IsNumber(branch, 0) ? branch : Inside(branch, change);

    /// <summary>A choice; one by the same condition within it is known already.</summary>
    private static Expr Choose(Expr condition, Expr ifTrue, Expr ifFalse) =>
        Simplify.Make(Op.Select, condition, Taken(condition, ifTrue, 1), Taken(condition, ifFalse, 2));

    private static Expr Taken(Expr condition, Expr branch, int argument) =>
        branch is Apply { Op: Op.Select } inner && inner.Args[0].Equals(condition) ? inner.Args[argument] : branch;

    private static Expr AtLeast(Expr x) => Simplify.Make(Op.Max, x, new Number(Least));

    private static Expr Complement(Expr x) => Minus(Expr.One, x);

    private static Expr Minus(Expr x, Expr y) => Simplify.Make(Op.Sub, x, y);

    private static Expr Less(Expr x, Expr y) => Simplify.Make(Op.Less, x, y);

    private static Expr LessOrEqual(Expr x, Expr y) => Simplify.Make(Op.LessOrEqual, x, y);
}

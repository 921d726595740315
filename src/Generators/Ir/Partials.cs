namespace RuleCompiler.Generators.Ir;

/// <summary>What an operation passes on of its adjoint to its arguments: the adjoint times the partial derivative.</summary>
internal static class Partials
{
    // what a root or a deviation is divided by at least: its inverse is still a float32
    private const double Least = 1e-30;

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
                send(exponent, Negate(Times(above, Product(node, Complement(node)))));
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
                Divide(send, y is Number ? Less(x, y) : LessOrEqual(x, y), above, x, y);
                break;
            case Op.Max:
                Divide(send, y is Number ? Less(y, x) : LessOrEqual(y, x), above, x, y);
                break;
            case Op.Away:
                send(x, above);
                send(y, Choose(LessOrEqual(Expr.Zero, x), above, Negate(above)));
                break;
            case Op.Select:
                Divide(send, x, above, y, node.Args[2]);
                break;
            case Op.Pow:
                send(x, Times(above, Product(y, Of(Op.Pow, x, Minus(y, Expr.One)))));
                send(y, Times(above, Product(node, Of(Op.Log, AtLeast(x)))));
                break;
            case Op.RectifiedMean:
                send(x, Times(above, Of(Op.Phi, Ratio(x, y))));
                send(y, Times(above, Of(Op.Density, Ratio(x, y))));
                break;
            case Op.RectifiedVariance:
                Expr twice = Times(above, new Number(2));
                Expr mean = Of(Op.RectifiedMean, x, y);
                Expr open = Product(y, Of(Op.Phi, Ratio(x, y)));
                send(x, Times(twice, Product(mean, Of(Op.Phi, Of(Op.Negate, Ratio(x, y))))));
                send(y, Times(twice, Minus(open, Product(mean, Of(Op.Density, Ratio(x, y))))));
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

    private static void Divide(Action<Expr, Expr> send, Expr condition, Expr above, Expr ifTrue, Expr ifFalse)
    {
        send(ifTrue, Choose(condition, above, Expr.Zero));
        send(ifFalse, Choose(condition, Expr.Zero, above));
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
            Op.Tanh => Times(above, Complement(Product(node, node))),
            Op.Erf => Times(above, ErrorDensity(x)),
            Op.Erfc => Negate(Times(above, ErrorDensity(x))),
            Op.Phi => Times(above, Of(Op.Density, x)),
            Op.Density => Negate(Times(Times(above, node), x)),
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

    /// <summary>2/√π·e^(−x²).</summary>
    private static Expr ErrorDensity(Expr x) =>
        Simplify.Scale(2 * Math.Sqrt(2), Of(Op.Density, Simplify.Scale(Math.Sqrt(2), x)));

    /// <summary>A product of an adjoint, inside of the choice that the adjoint may be.</summary>
    private static Expr Times(Expr above, Expr factor) => Inside(above, g => Product(g, factor));

    private static Expr Over(Expr above, Expr divisor) => Inside(above, g => Of(Op.Div, g, divisor));

    private static Expr Negate(Expr above) => Inside(above, g => Of(Op.Negate, g));

    private static Expr Inside(Expr above, Func<Expr, Expr> change) =>
        above is Apply { Op: Op.Select } choice
        && (Simplify.IsNumber(choice.Args[1], 0) || Simplify.IsNumber(choice.Args[2], 0))
            ? Choose(choice.Args[0], Changed(choice.Args[1], change), Changed(choice.Args[2], change))
            : change(above);

    private static Expr Changed(Expr branch, Func<Expr, Expr> change) =>
        Simplify.IsNumber(branch, 0) ? branch : Inside(branch, change);

    /// <summary>A choice; one by the same condition within it is known already.</summary>
    private static Expr Choose(Expr condition, Expr ifTrue, Expr ifFalse) =>
        Of(Op.Select, condition, Taken(condition, ifTrue, 1), Taken(condition, ifFalse, 2));

    private static Expr Taken(Expr condition, Expr branch, int argument) =>
        branch is Apply { Op: Op.Select } inner && inner.Args[0].Equals(condition) ? inner.Args[argument] : branch;

    /// <summary>η: how many deviations the mean lies above zero.</summary>
    private static Expr Ratio(Expr mean, Expr deviation) => Of(Op.Div, mean, AtLeast(deviation));

    private static Expr AtLeast(Expr x) => Of(Op.Max, x, new Number(Least));

    private static Expr Product(Expr x, Expr y) => Of(Op.Mul, x, y);

    private static Expr Complement(Expr x) => Minus(Expr.One, x);

    private static Expr Minus(Expr x, Expr y) => Of(Op.Sub, x, y);

    private static Expr Less(Expr x, Expr y) => Of(Op.Less, x, y);

    private static Expr LessOrEqual(Expr x, Expr y) => Of(Op.LessOrEqual, x, y);

    private static Expr Of(Op op, params Expr[] x) => Simplify.Make(op, x);
}

namespace RuleCompiler.Generators.Ir;

/// <summary>
/// The elementwise nonlinearities: value and slope as formulas that float32 computes without overflow, and what is
/// known of their signs. Definitions are ONNX's. At a kink the slope is that of the branch below it.
/// </summary>
/// <remarks>
/// Both branches of a choice are evaluated: each must be finite wherever the nonlinearity is, so arguments of Exp are
/// cut off where their result is not chosen.
/// </remarks>
internal static class Activations
{
    /// <summary>The name by which formulas of PReLU read the tensor of slopes.</summary>
    public const string SlopeTensor = "slope@channel";

    private static readonly Expr Half = new Number(0.5);

    public static bool Knows(NodeKind kind) => kind is NodeKind.ReLU or (>= NodeKind.LeakyReLU and <= NodeKind.Abs);

    /// <summary>The output as a formula of x.</summary>
    public static Expr Value(Node node, Expr x)
    {
        double Number(string name) => node.Number(name);
        return node.Kind switch
        {
            NodeKind.ReLU => Pos(x),
            NodeKind.LeakyReLU => Simplify.Add(Pos(x), Scale(Number("Slope"), Neg(x))),
            NodeKind.PReLU => Simplify.Add(Pos(x), Mul(new Name(SlopeTensor), Neg(x))),
            NodeKind.Clip => Between(Number("Low"), x, Number("High")),
            NodeKind.HardSigmoid => Between(0, Line(Number("Alpha"), x, Number("Beta")), 1),
            NodeKind.HardSwish => Mul(x, Between(0, Line(1.0 / 6, x, 0.5), 1)),
            NodeKind.Sigmoid => Logistic(x),
            NodeKind.Tanh => Make(Op.Tanh, x),
            NodeKind.Softplus => Simplify.Add(
                Pos(x),
                Make(Op.Log, Simplify.Add(Expr.One, Make(Op.Exp, Make(Op.Negate, Make(Op.Abs, x)))))
            ),
            NodeKind.Softsign => Make(Op.Div, x, Simplify.Add(Expr.One, Make(Op.Abs, x))),
            NodeKind.ELU => Simplify.Add(Pos(x), Scale(Number("Alpha"), ExpMinusOne(Neg(x)))),
            NodeKind.SELU => Simplify.Add(
                Scale(Number("Gamma"), Pos(x)),
                Scale(Number("Gamma") * Number("Alpha"), ExpMinusOne(Neg(x)))
            ),
            NodeKind.CELU => Simplify.Add(
                Pos(x),
                Scale(Number("Alpha"), ExpMinusOne(Scale(1 / Number("Alpha"), Neg(x))))
            ),
            NodeKind.GELU => Mul(x, IsTanh(node) ? TanhPhi(x) : Make(Op.Phi, x)),
            NodeKind.SiLU => Mul(x, Logistic(x)),
            NodeKind.ThresholdedReLU => Choose(Less(new Number(Number("Alpha")), x), x, Expr.Zero),
            NodeKind.Erf => Make(Op.Erf, x),
            NodeKind.Exp => Make(Op.Exp, x),
            NodeKind.Log => Make(Op.Log, x),
            NodeKind.Sqrt => Make(Op.Sqrt, x),
            NodeKind.Reciprocal => Make(Op.Div, Expr.One, x),
            NodeKind.Abs => Make(Op.Abs, x),
            _ => throw Unknown(node.Kind),
        };
    }

    /// <summary>A formula with the node's own function in place of f.</summary>
    public static Expr WithFunction(Node node, Expr expr) =>
        expr is not Apply apply ? expr
        : apply.Op == Op.Function ? Value(node, WithFunction(node, apply.Args[0]))
        : Simplify.Make(apply.Op, apply.Args.Select(a => WithFunction(node, a)).ToArray());

    /// <summary>The derivative as a formula of x and y; of ReLU it is known from y, which is kept anyway.</summary>
    public static Expr Slope(Node node)
    {
        Name x = new("x");
        Name y = new("y");
        double Number(string name) => node.Number(name);
        return node.Kind switch
        {
            NodeKind.ReLU => Choose(Less(Expr.Zero, y), Expr.One, Expr.Zero),
            NodeKind.LeakyReLU => Choose(Less(Expr.Zero, x), Expr.One, new Number(Number("Slope"))),
            NodeKind.PReLU => Choose(Less(Expr.Zero, x), Expr.One, new Name(SlopeTensor)),
            NodeKind.Clip => Inside(x, Number("Low"), Number("High"), Expr.One),
            NodeKind.HardSigmoid => Inside(Line(Number("Alpha"), x, Number("Beta")), 0, 1, new Number(Number("Alpha"))),
            NodeKind.HardSwish => Choose(
                LessOrEqual(x, new Number(-3)),
                Expr.Zero,
                Choose(LessOrEqual(new Number(3), x), Expr.One, Line(1.0 / 3, x, 0.5))
            ),
            NodeKind.Sigmoid => Mul(y, Make(Op.Sub, Expr.One, y)),
            NodeKind.Tanh => Make(Op.Sub, Expr.One, Mul(y, y)),
            NodeKind.Softplus => Logistic(x),
            NodeKind.Softsign => Make(Op.Div, Expr.One, Square(Simplify.Add(Expr.One, Make(Op.Abs, x)))),
            NodeKind.ELU => AboveZero(x, Expr.One, Scale(Number("Alpha"), Make(Op.Exp, Neg(x)))),
            NodeKind.SELU => AboveZero(
                x,
                new Number(Number("Gamma")),
                Scale(Number("Gamma") * Number("Alpha"), Make(Op.Exp, Neg(x)))
            ),
            NodeKind.CELU => AboveZero(x, Expr.One, Make(Op.Exp, Scale(1 / Number("Alpha"), Neg(x)))),
            NodeKind.GELU => IsTanh(node) ? TanhGeluSlope(x) : Simplify.Add(Make(Op.Phi, x), Mul(x, Density(x))),
            NodeKind.SiLU => Mul(Logistic(x), Simplify.Add(Expr.One, Mul(x, Make(Op.Sub, Expr.One, Logistic(x))))),
            NodeKind.ThresholdedReLU => Choose(Less(new Number(Number("Alpha")), x), Expr.One, Expr.Zero),
            NodeKind.Erf => Scale(2 / Math.Sqrt(Math.PI), Make(Op.Exp, Make(Op.Negate, Square(Tail(x))))),
            NodeKind.Exp => y,
            NodeKind.Log => Make(Op.Div, Expr.One, x),
            NodeKind.Sqrt => Make(Op.Div, Half, y),
            NodeKind.Reciprocal => Make(Op.Negate, Mul(y, y)),
            NodeKind.Abs => Make(Op.Sign, x),
            _ => throw Unknown(node.Kind),
        };
    }

    /// <summary>Whether the output is never negative, where the input is known to be so or not.</summary>
    public static bool IsNonNegative(Node node, bool inputIs) =>
        node.Kind switch
        {
            NodeKind.ReLU or NodeKind.Sigmoid or NodeKind.Softplus or NodeKind.Exp or NodeKind.Sqrt => true,
            NodeKind.Abs or NodeKind.HardSigmoid => true,
            NodeKind.Clip => node.Number("High") >= 0 && (inputIs || node.Number("Low") >= 0),
            NodeKind.ThresholdedReLU => inputIs || node.Number("Alpha") >= 0,
            NodeKind.SELU => inputIs && node.Number("Gamma") >= 0,
            NodeKind.Log => false,
            _ => inputIs,
        };

    /// <summary>
    /// Whether the output never falls as the input grows, so that no slope is negative: on all of the function's
    /// domain, or on inputs that are known not to be negative.
    /// </summary>
    public static bool Rises(Node node, bool inputIs) =>
        node.Kind switch
        {
            NodeKind.LeakyReLU => node.Number("Slope") >= 0,
            NodeKind.HardSigmoid or NodeKind.ELU => node.Number("Alpha") >= 0,
            NodeKind.SELU => node.Number("Gamma") >= 0 && node.Number("Alpha") >= 0,
            NodeKind.ReLU or NodeKind.Clip or NodeKind.Sigmoid or NodeKind.Tanh or NodeKind.Softplus => true,
            NodeKind.Softsign or NodeKind.CELU => true,
            NodeKind.ThresholdedReLU => node.Number("Alpha") >= 0,
            NodeKind.Erf or NodeKind.Exp or NodeKind.Sqrt or NodeKind.Log => true,
            NodeKind.HardSwish or NodeKind.GELU or NodeKind.SiLU or NodeKind.Abs => inputIs,
            _ => false,
        };

    /// <summary>Whether y = slope·x everywhere, so that passing relevance on is gradient × input.</summary>
    public static bool IsHomogeneous(NodeKind kind) =>
        kind is NodeKind.ReLU or NodeKind.LeakyReLU or NodeKind.PReLU or NodeKind.ThresholdedReLU or NodeKind.Abs;

    // 1/(1 + ∞) is 0, as it should be
    private static Expr Logistic(Expr x) =>
        Make(Op.Div, Expr.One, Simplify.Add(Expr.One, Make(Op.Exp, Make(Op.Negate, x))));

    /// <summary>eˣ − 1 = 2t/(1 − t) with t = tanh(x/2), for x ≤ 0: nothing cancels near zero.</summary>
    private static Expr ExpMinusOne(Expr x)
    {
        Expr t = Make(Op.Tanh, Mul(Half, x));
        return Make(Op.Div, Scale(2, t), Make(Op.Sub, Expr.One, t));
    }

    private static bool IsTanh(Node node) => node.Number("Tanh") != 0;

    private static Expr TanhPhi(Expr x) => Mul(Half, Simplify.Add(Expr.One, GeluTanh(x)));

    /// <summary>tanh(√(2/π)·(x + 0.044715·x³)), which is ±1 long before the cube overflows.</summary>
    private static Expr GeluTanh(Expr x) =>
        Make(
            Op.Tanh,
            Scale(Math.Sqrt(2 / Math.PI), Mul(Tail(x), Simplify.Add(Expr.One, Scale(0.044715, Square(Tail(x))))))
        );

    private static Expr TanhGeluSlope(Expr x)
    {
        Expr inner = Scale(Math.Sqrt(2 / Math.PI), Simplify.Add(Expr.One, Scale(3 * 0.044715, Square(Tail(x)))));
        Expr curve = Mul(Mul(Half, Tail(x)), Mul(Make(Op.Sub, Expr.One, Square(GeluTanh(x))), inner));
        return Simplify.Add(TanhPhi(x), curve);
    }

    private static Expr Density(Expr x) =>
        Scale(1 / Math.Sqrt(2 * Math.PI), Make(Op.Exp, Scale(-0.5, Square(Tail(x)))));

    /// <summary>x within ±20, beyond which what is computed of it does not change any more.</summary>
    private static Expr Tail(Expr x) => Between(-20, x, 20);

    private static Expr Line(double slope, Expr x, double offset) => Simplify.Add(Scale(slope, x), new Number(offset));

    private static Expr Between(double low, Expr x, double high)
    {
        Expr above = double.IsNegativeInfinity(low) ? x : Make(Op.Max, x, new Number(low));
        return double.IsPositiveInfinity(high) ? above : Make(Op.Min, above, new Number(high));
    }

    /// <summary>The value where low &lt; x ≤ high, 0 elsewhere.</summary>
    private static Expr Inside(Expr x, double low, double high, Expr value)
    {
        Expr above = double.IsNegativeInfinity(low) ? Expr.One : Less(new Number(low), x);
        Expr below = double.IsPositiveInfinity(high) ? Expr.One : Less(x, new Number(high));
        return Choose(Make(Op.And, above, below), value, Expr.Zero);
    }

    private static Expr AboveZero(Expr x, Expr above, Expr elsewhere) => Choose(Less(Expr.Zero, x), above, elsewhere);

    private static Expr Choose(Expr condition, Expr ifTrue, Expr ifFalse) =>
        Make(Op.Select, condition, ifTrue, ifFalse);

    private static Expr Less(Expr x, Expr y) => Make(Op.Less, x, y);

    private static Expr LessOrEqual(Expr x, Expr y) => Make(Op.LessOrEqual, x, y);

    private static Expr Square(Expr x) => Mul(x, x);

    private static Expr Mul(Expr x, Expr y) => Make(Op.Mul, x, y);

    private static Expr Scale(double factor, Expr x) => Simplify.Scale(factor, x);

    private static Expr Pos(Expr x) => Make(Op.Pos, x);

    private static Expr Neg(Expr x) => Make(Op.Neg, x);

    private static Expr Make(Op op, params Expr[] x) => Simplify.Make(op, x);

    private static ArgumentException Unknown(NodeKind kind) => new($"{kind} is no elementwise nonlinearity.");
}

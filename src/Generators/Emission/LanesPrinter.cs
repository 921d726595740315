using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Emission;

/// <summary>Prints expressions over lanes <c>V</c> of float32, for the policies of kernels.</summary>
/// <param name="operand">How an operand is read.</param>
/// <param name="weight">An operand that is never NaN, as weights are, so that its parts take one instruction each.</param>
internal sealed class LanesPrinter(Func<string, string> operand, string? weight = null)
{
    private readonly Dictionary<Expr, string> _locals = [];

    /// <summary>
    /// Statements that compute what occurs more than once among the expressions, then the expressions' texts.
    /// </summary>
    public (IReadOnlyList<string> Locals, IReadOnlyList<string> Results) Print(IReadOnlyList<Expr> exprs)
    {
        List<string> statements = [];
        foreach (Expr shared in Repeated(exprs))
        {
            string text = Print(shared);
            string local = $"t{_locals.Count}";
            statements.Add($"V {local} = {text};");
            _locals.Add(shared, local);
        }

        return (statements, exprs.Select(Print).ToArray());
    }

    public string Print(Expr expr) =>
        _locals.TryGetValue(expr, out string? local)
            ? local
            : expr switch
            {
                Number number => number.Value switch
                {
                    0 => "V.Zero",
                    1 => "V.One",
                    _ => $"V.Of({Literal.Single(number.Value)})",
                },
                Name name => operand(name.Symbol),
                Apply { Op: Op.Pos, Args: [Name name] } when name.Symbol == weight =>
                    $"V.PositivePart({operand(weight)})",
                Apply { Op: Op.Neg, Args: [Name name] } when name.Symbol == weight =>
                    $"V.NegativePart({operand(weight)})",
                Apply apply => Print(apply.Op, apply.Args.Select(Print).ToArray()),
                _ => throw new InvalidOperationException($"No C# for {expr.GetType().Name} is known."),
            };

    private static string Print(Op op, string[] x) =>
        op switch
        {
            Op.Add => $"({x[0]} + {x[1]})",
            Op.Sub => $"({x[0]} - {x[1]})",
            Op.Mul => $"({x[0]} * {x[1]})",
            Op.Div => $"({x[0]} / {x[1]})",
            Op.Negate => $"(-{x[0]})",
            Op.Pos => $"V.Max({x[0]}, V.Zero)",
            Op.Neg => $"V.Min({x[0]}, V.Zero)",
            Op.SumColumns => throw new InvalidOperationException(
                "Sums over columns are taken before a policy is printed."
            ),
            Op.Function => throw new InvalidOperationException(
                "The function of a nonlinearity is put in before a policy is printed."
            ),
            _ => $"V.{op}({string.Join(", ", x)})",
        };

    /// <summary>Operations that occur more than once, inner ones first.</summary>
    internal static IEnumerable<Expr> Repeated(IReadOnlyList<Expr> exprs)
    {
        Dictionary<Expr, int> uses = [];
        List<Expr> order = [];
        foreach (Expr expr in exprs)
            Count(expr);
        return order.Where(e => uses[e] > 1);

        void Count(Expr expr)
        {
            if (expr is not Apply apply)
                return;
            if (uses.TryGetValue(apply, out int count))
            {
                uses[apply] = count + 1;
                return;
            }

            uses.Add(apply, 1);
            foreach (Expr arg in apply.Args)
                Count(arg);
            order.Add(apply);
        }
    }
}

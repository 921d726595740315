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
        (Dictionary<Expr, int> uses, List<Expr> order) = Operations(exprs);
        foreach (Expr part in order)
        {
            if (_locals.ContainsKey(part))
                continue;
            if (Moments(part, uses) is { } moments)
            {
                string arguments = string.Join(", ", ((Apply)part).Args.Select(Print));
                string[] locals = moments.Select(Local).ToArray();
                statements.Add(
                    $"V.RectifiedMoments({arguments}, {string.Join(", ", locals.Select(l => $"out V {l}"))});"
                );
            }
            else if (uses[part] > 1)
            {
                string text = Print(part);
                statements.Add($"V {Local(part)} = {text};");
            }
        }

        return (statements, exprs.Select(Print).ToArray());

        string Local(Expr part)
        {
            string local = $"t{_locals.Count}";
            _locals.Add(part, local);
            return local;
        }
    }

    /// <summary>The mean and the variance of one rectified value, of which an operation is one, where both occur.</summary>
    private static Expr[]? Moments(Expr part, Dictionary<Expr, int> uses)
    {
        if (part is not Apply { Op: Op.RectifiedMean or Op.RectifiedVariance, Args: var args })
            return null;
        Expr[] moments = [new Apply(Op.RectifiedMean, args), new Apply(Op.RectifiedVariance, args)];
        return moments.All(uses.ContainsKey) ? moments : null;
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
        (Dictionary<Expr, int> uses, List<Expr> order) = Operations(exprs);
        return order.Where(e => uses[e] > 1);
    }

    /// <summary>All operations, inner ones first, and how often each occurs.</summary>
    private static (Dictionary<Expr, int> Uses, List<Expr> Order) Operations(IReadOnlyList<Expr> exprs)
    {
        Dictionary<Expr, int> uses = [];
        List<Expr> order = [];
        foreach (Expr expr in exprs)
            Count(expr);
        return (uses, order);

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

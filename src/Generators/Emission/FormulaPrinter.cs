using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Emission;

/// <summary>Prints expressions for the policies of kernels: what languages share, each says the rest.</summary>
/// <param name="operand">How an operand is read.</param>
/// <param name="weight">An operand that is never NaN, as weights are, so that its parts take one instruction each.</param>
internal abstract class FormulaPrinter(Func<string, string> operand, string? weight)
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
            if (Together(part, uses) is { } statement)
                statements.Add(statement);
            else if (uses[part] > 1)
            {
                string text = Print(part);
                bool isTruth = part is Apply { Op: var op } && op.IsTruth();
                statements.Add(Declared(isTruth, Local(part), text));
            }
        }

        return (statements, exprs.Select(Print).ToArray());
    }

    public string Print(Expr expr) =>
        _locals.TryGetValue(expr, out string? local)
            ? local
            : expr switch
            {
                Number number => Constant(number.Value),
                Name name => operand(name.Symbol),
                Apply { Op: Op.Pos or Op.Neg, Args: [Name name] } part when name.Symbol == weight => PartOfWeight(
                    part.Op,
                    operand(weight)
                ),
                Apply apply => Applied(apply),
                _ => throw new InvalidOperationException($"No text for {expr.GetType().Name} is known."),
            };

    /// <summary>A constant.</summary>
    protected abstract string Constant(double value);

    /// <summary>A local that holds a value, or a truth value.</summary>
    protected abstract string Declared(bool isTruth, string local, string text);

    /// <summary>The positive or negative part of what is never NaN.</summary>
    protected abstract string PartOfWeight(Op op, string weight);

    /// <summary>An operation that the language has no sign for.</summary>
    protected abstract string Called(Op op, string[] x);

    /// <summary>A statement that computes an operation together with others of the expressions; null where none does.</summary>
    protected virtual string? Together(Expr part, IReadOnlyDictionary<Expr, int> uses) => null;

    /// <summary>An operation with its operands' texts.</summary>
    protected virtual string Applied(Apply apply)
    {
        string[] x = apply.Args.Select(Print).ToArray();
        return apply.Op switch
        {
            Op.Add => $"({x[0]} + {x[1]})",
            Op.Sub => $"({x[0]} - {x[1]})",
            Op.Mul => $"({x[0]} * {x[1]})",
            Op.Div => $"({x[0]} / {x[1]})",
            Op.Negate => $"(-{x[0]})",
            Op.SumColumns => throw new InvalidOperationException(
                "Sums over columns are taken before a policy is printed."
            ),
            Op.Function => throw new InvalidOperationException(
                "The function of a nonlinearity is put in before a policy is printed."
            ),
            _ => Called(apply.Op, x),
        };
    }

    /// <summary>A new local for an operation.</summary>
    protected string Local(Expr part)
    {
        string local = $"t{_locals.Count}";
        _locals.Add(part, local);
        return local;
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

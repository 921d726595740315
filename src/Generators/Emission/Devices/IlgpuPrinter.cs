using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Emission;

/// <summary>
/// Prints expressions over <c>float</c> as C# that ILGPU compiles: the values are those that <see cref="LanesPrinter"/>
/// gives, NaN included.
/// </summary>
/// <remarks>
/// Constants stand on the right of comparisons, since ILGPU swaps those on the left and then takes NaN for true; logic
/// does not branch.
/// </remarks>
/// <param name="operand">How an operand is read.</param>
/// <param name="weight">An operand that is never NaN, as weights are, so that its parts take one instruction each.</param>
internal sealed class IlgpuPrinter(Func<string, string> operand, string? weight = null)
{
    private const string Functions = "ilgpu::Scalar";
    private readonly Dictionary<Expr, string> _locals = [];

    /// <summary>
    /// Statements that compute what occurs more than once among the expressions, then the expressions' texts.
    /// </summary>
    public (IReadOnlyList<string> Locals, IReadOnlyList<string> Results) Print(IReadOnlyList<Expr> exprs)
    {
        List<string> statements = [];
        foreach (Expr shared in LanesPrinter.Repeated(exprs))
        {
            string text = Print(shared);
            string local = $"t{_locals.Count}";
            string type = shared is Apply { Op: var op } && op.IsTruth() ? "bool" : "float";
            statements.Add($"{type} {local} = {text};");
            _locals.Add(shared, local);
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
                Apply { Op: Op.Pos, Args: [Name name] } when name.Symbol == weight =>
                    $"{Functions}.Pos({operand(weight)})",
                Apply { Op: Op.Neg, Args: [Name name] } when name.Symbol == weight =>
                    $"{Functions}.Neg({operand(weight)})",
                Apply { Op: Op.Less or Op.LessOrEqual or Op.Equal, Args: [Number left, not Number] } compared =>
                    $"({Print(compared.Args[1])} {Swapped(compared.Op)} {Print(left)})",
                Apply { Op: Op.Min or Op.Max, Args: [Number left, not Number] } chosen =>
                    $"{Functions}.{chosen.Op}({Print(chosen.Args[1])}, {Print(left)})",
                Apply apply => Print(apply.Op, apply.Args.Select(Print).ToArray()),
                _ => throw new InvalidOperationException($"No C# for {expr.GetType().Name} is known."),
            };

    private static string Constant(double value)
    {
        string text = Literal.Single(value);
        return text[0] == '-' ? $"({text})" : text;
    }

    private static string Swapped(Op op) =>
        op switch
        {
            Op.Less => ">",
            Op.LessOrEqual => ">=",
            _ => "==",
        };

    private static string Print(Op op, string[] x) =>
        op switch
        {
            Op.Add => $"({x[0]} + {x[1]})",
            Op.Sub => $"({x[0]} - {x[1]})",
            Op.Mul => $"({x[0]} * {x[1]})",
            Op.Div => $"({x[0]} / {x[1]})",
            Op.Negate => $"(-{x[0]})",
            Op.Pos => $"{Functions}.Max({x[0]}, 0f)",
            Op.Neg => $"{Functions}.Min({x[0]}, 0f)",
            Op.Less => $"({x[0]} < {x[1]})",
            Op.LessOrEqual => $"({x[0]} <= {x[1]})",
            Op.Equal => $"({x[0]} == {x[1]})",
            Op.And => $"({x[0]} & {x[1]})",
            Op.Or => $"({x[0]} | {x[1]})",
            Op.Not => $"(!{x[0]})",
            Op.Select => $"({x[0]} ? {x[1]} : {x[2]})",
            Op.Phi or Op.Density or Op.RectifiedMean or Op.RectifiedVariance =>
                $"ilgpu::Normal.{op}({string.Join(", ", x)})",
            Op.SumColumns => throw new InvalidOperationException(
                "Sums over columns are taken before a policy is printed."
            ),
            Op.Function => throw new InvalidOperationException(
                "The function of a nonlinearity is put in before a policy is printed."
            ),
            _ => $"{Functions}.{op}({string.Join(", ", x)})",
        };
}

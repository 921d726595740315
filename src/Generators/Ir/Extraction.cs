namespace RuleCompiler.Generators.Ir;

/// <summary>Takes out of formulas what is computed before them; what remains reads it as operands.</summary>
internal static class Extraction
{
    /// <summary>Sums over columns, read as <c>sum.0</c>, <c>sum.1</c>, …: what remains speaks of one column only.</summary>
    public static (IReadOnlyList<Expr> Sums, IReadOnlyList<Expr> Results) ColumnSums(IEnumerable<Expr> results) =>
        Extract(results, Op.SumColumns, "sum");

    /// <summary>
    /// The arguments with which the function of a nonlinearity is called; its values are read as <c>f.0</c>,
    /// <c>f.1</c>, …, also by later arguments.
    /// </summary>
    public static (IReadOnlyList<Expr> Arguments, IReadOnlyList<Expr> Results) Calls(IEnumerable<Expr> results) =>
        Extract(results, Op.Function, "f");

    private static (IReadOnlyList<Expr> Taken, IReadOnlyList<Expr> Results) Extract(
        IEnumerable<Expr> results,
        Op op,
        string operand
    )
    {
        List<Expr> sums = [];
        Expr[] rest = results.Select(Replace).ToArray();
        return (sums, rest);

        Expr Replace(Expr expr)
        {
            if (expr is not Apply apply)
                return expr;
            if (apply.Op != op)
                return Simplify.Make(apply.Op, apply.Args.Select(Replace).ToArray());
            Expr summand = Replace(apply.Args[0]);
            int index = sums.IndexOf(summand);
            if (index < 0)
            {
                index = sums.Count;
                sums.Add(summand);
            }

            return new Name($"{operand}.{index}");
        }
    }
}

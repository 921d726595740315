namespace RuleCompiler.Generators.Ir;

/// <summary>
/// Takes the sums over columns out of formulas: what remains reads them as operands <c>sum.0</c>, <c>sum.1</c>, …
/// and speaks of one column only.
/// </summary>
internal static class ColumnSums
{
    public static (IReadOnlyList<Expr> Sums, IReadOnlyList<Expr> Results) Extract(IEnumerable<Expr> results)
    {
        List<Expr> sums = [];
        Expr[] rest = results.Select(Replace).ToArray();
        return (sums, rest);

        Expr Replace(Expr expr)
        {
            if (expr is not Apply apply)
                return expr;
            if (apply.Op != Op.SumColumns)
                return Simplify.Make(apply.Op, apply.Args.Select(Replace).ToArray());
            Expr summand = Replace(apply.Args[0]);
            int index = sums.IndexOf(summand);
            if (index < 0)
            {
                index = sums.Count;
                sums.Add(summand);
            }

            return new Name($"sum.{index}");
        }
    }
}

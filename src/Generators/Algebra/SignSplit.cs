namespace RuleCompiler.Generators.Algebra;

/// <summary>Joins functions of one monomial that were split by sign: w⁺ and (1 + γ)·w⁻ become one function.</summary>
internal static class SignSplit
{
    public static IEnumerable<BasisFunction> Join(IEnumerable<BasisFunction> functions) =>
        functions
            .GroupBy(f => f.Monomial)
            .Select(group =>
                group.Aggregate(
                    (sum, f) =>
                        sum with
                        {
                            Coefficients = sum.Coefficients.Zip(f.Coefficients, (x, y) => Larger(x, y)).ToArray(),
                        }
                )
            );

    /// <summary>Split parts do not overlap, so at each sign at most one of them is not zero.</summary>
    private static double Larger(double x, double y) => Math.Abs(x) >= Math.Abs(y) ? x : y;
}

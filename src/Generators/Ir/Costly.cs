namespace RuleCompiler.Generators.Ir;

/// <summary>Which formulas are rather read from memory than computed once more.</summary>
internal static class Costly
{
    /// <summary>Whether a formula holds an operation that takes many times as long as a sum.</summary>
    public static bool Is(Expr expr) =>
        expr is Apply apply
        && (
            apply.Op
                is not (
                    Op.Add
                    or Op.Sub
                    or Op.Mul
                    or Op.Negate
                    or Op.Pos
                    or Op.Neg
                    or Op.Abs
                    or Op.Min
                    or Op.Max
                    or Op.Sign
                    or Op.Away
                    or Op.Select
                )
                && !apply.Op.IsTruth()
            || apply.Args.Any(Is)
        );
}

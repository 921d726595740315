namespace RuleCompiler.Generators.Ir;

/// <summary>Which formulas take dozens of instructions, and are not to be computed for each unit that reads them.</summary>
internal static class Transcendental
{
    /// <summary>Whether a formula holds an exponential, a power or a function of the normal distribution.</summary>
    public static bool In(Expr expr) =>
        expr is Apply apply
        && (
            apply.Op
                is Op.Exp
                    or Op.Log
                    or Op.Pow
                    or Op.Tanh
                    or Op.Erf
                    or Op.Erfc
                    or Op.Phi
                    or Op.Density
                    or Op.RectifiedMean
                    or Op.RectifiedVariance
            || apply.Args.Any(In)
        );
}

namespace RuleCompiler.Generators.Ir;

/// <summary>The operations of scalar expressions; comparisons and logic yield truth values that Select reads.</summary>
internal enum Op
{
    Add,
    Sub,
    Mul,
    Div,
    Negate,
    Pos,
    Neg,
    Abs,
    Min,
    Max,
    Sign,
    Sqrt,
    Exp,
    Log,
    Pow,
    Tanh,
    Erf,
    Erfc,
    Phi,
    Density,
    RectifiedMean,
    RectifiedVariance,
    Away,
    Less,
    LessOrEqual,
    Equal,
    And,
    Or,
    Not,
    Select,
    SumColumns,

    /// <summary>The function of the nonlinearity that a rule is assigned to.</summary>
    Function,
}

internal static class OpExtensions
{
    public static int Arity(this Op op) =>
        op switch
        {
            Op.Select => 3,
            Op.Add or Op.Sub or Op.Mul or Op.Div or Op.Min or Op.Max or Op.Pow or Op.Away => 2,
            Op.RectifiedMean or Op.RectifiedVariance => 2,
            Op.Less or Op.LessOrEqual or Op.Equal or Op.And or Op.Or => 2,
            _ => 1,
        };

    /// <summary>Whether the result is a truth value.</summary>
    public static bool IsTruth(this Op op) => op is Op.Less or Op.LessOrEqual or Op.Equal or Op.And or Op.Or or Op.Not;
}

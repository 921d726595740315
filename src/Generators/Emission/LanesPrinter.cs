using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Emission;

/// <summary>Prints expressions over lanes <c>V</c> of float32, for the policies of kernels.</summary>
/// <param name="operand">How an operand is read.</param>
/// <param name="weight">An operand that is never NaN, as weights are, so that its parts take one instruction each.</param>
internal sealed class LanesPrinter(Func<string, string> operand, string? weight = null)
    : FormulaPrinter(operand, weight)
{
    protected override string Constant(double value) =>
        value switch
        {
            0 => "V.Zero",
            1 => "V.One",
            _ => $"V.Of({Literal.Single(value)})",
        };

    protected override string Declared(bool isTruth, string local, string text) => $"V {local} = {text};";

    protected override string PartOfWeight(Op op, string weight) =>
        op == Op.Pos ? $"V.PositivePart({weight})" : $"V.NegativePart({weight})";

    protected override string Called(Op op, string[] x) =>
        op switch
        {
            Op.Pos => $"V.Max({x[0]}, V.Zero)",
            Op.Neg => $"V.Min({x[0]}, V.Zero)",
            _ => $"V.{op}({string.Join(", ", x)})",
        };

    /// <summary>The mean and the variance of one rectified value, where both occur, share most of their work.</summary>
    protected override string? Together(Expr part, IReadOnlyDictionary<Expr, int> uses)
    {
        if (part is not Apply { Op: Op.RectifiedMean or Op.RectifiedVariance, Args: var args })
            return null;
        Expr[] moments = [new Apply(Op.RectifiedMean, args), new Apply(Op.RectifiedVariance, args)];
        if (!moments.All(uses.ContainsKey))
            return null;
        string arguments = string.Join(", ", args.Select(Print));
        IEnumerable<string> locals = moments.Select(moment => $"out V {Local(moment)}");
        return $"V.RectifiedMoments({arguments}, {string.Join(", ", locals)});";
    }
}

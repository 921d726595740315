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
    : FormulaPrinter(operand, weight)
{
    private const string Functions = "ilgpu::Scalar";

    protected override string Constant(double value)
    {
        string text = Literal.Single(value);
        return text[0] == '-' ? $"({text})" : text;
    }

    protected override string Declared(bool isTruth, string local, string text) =>
        $"{(isTruth ? "bool" : "float")} {local} = {text};";

    protected override string PartOfWeight(Op op, string weight) => $"{Functions}.{op}({weight})";

    protected override string Applied(Apply apply) =>
        apply switch
        {
            { Op: Op.Less or Op.LessOrEqual or Op.Equal, Args: [Number left, not Number] } =>
                $"({Print(apply.Args[1])} {Swapped(apply.Op)} {Print(left)})",
            { Op: Op.Min or Op.Max, Args: [Number left, not Number] } =>
                $"{Functions}.{apply.Op}({Print(apply.Args[1])}, {Print(left)})",
            _ => base.Applied(apply),
        };

    protected override string Called(Op op, string[] x) =>
        op switch
        {
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
            _ => $"{Functions}.{op}({string.Join(", ", x)})",
        };

    private static string Swapped(Op op) =>
        op switch
        {
            Op.Less => ">",
            Op.LessOrEqual => ">=",
            _ => "==",
        };
}

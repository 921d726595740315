using System.Globalization;
using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Emission;

/// <summary>
/// Prints expressions over <c>float</c> as OpenCL C, for the policies of devices' kernels: the values are those that
/// <see cref="LanesPrinter"/> gives, NaN included. What the language lacks is in the kernels' prelude, called <c>rc_…</c>.
/// </summary>
/// <param name="operand">How an operand is read.</param>
/// <param name="weight">An operand that is never NaN, as weights are, so that its parts take one instruction each.</param>
internal sealed class OpenClPrinter(Func<string, string> operand, string? weight = null)
    : FormulaPrinter(operand, weight)
{
    /// <summary>The nearest float32, as C writes it.</summary>
    protected override string Constant(double value)
    {
        if (double.IsNaN(value))
            return "NAN";
        if (value > float.MaxValue)
            return "INFINITY";
        if (value < -float.MaxValue)
            return "(-INFINITY)";
        string digits = ((float)value).ToString("R", CultureInfo.InvariantCulture);
        string number = digits.IndexOfAny(['.', 'E']) < 0 ? digits + ".0f" : digits + "f";
        return number[0] == '-' ? $"({number})" : number;
    }

    protected override string Declared(bool isTruth, string local, string text) =>
        $"const {(isTruth ? "int" : "float")} {local} = {text};";

    protected override string PartOfWeight(Op op, string weight) =>
        op == Op.Pos ? $"rc_pos({weight})" : $"rc_neg({weight})";

    protected override string Called(Op op, string[] x) =>
        op switch
        {
            Op.Pos => $"rc_max({x[0]}, 0.0f)",
            Op.Neg => $"rc_min({x[0]}, 0.0f)",
            Op.Abs => $"fabs({x[0]})",
            Op.Min => $"rc_min({x[0]}, {x[1]})",
            Op.Max => $"rc_max({x[0]}, {x[1]})",
            Op.Sign => $"rc_sign({x[0]})",
            Op.Sqrt => $"sqrt({x[0]})",
            Op.Exp => $"exp({x[0]})",
            Op.Log => $"log({x[0]})",
            Op.Pow => $"pow({x[0]}, {x[1]})",
            Op.Tanh => $"tanh({x[0]})",
            Op.Erf => $"erf({x[0]})",
            Op.Erfc => $"erfc({x[0]})",
            Op.Phi => $"rc_phi({x[0]})",
            Op.Density => $"rc_density({x[0]})",
            Op.RectifiedMean => $"rc_rectified_mean({x[0]}, {x[1]})",
            Op.RectifiedVariance => $"rc_rectified_variance({x[0]}, {x[1]})",
            Op.Away => $"rc_away({x[0]}, {x[1]})",
            Op.Less => $"({x[0]} < {x[1]})",
            Op.LessOrEqual => $"({x[0]} <= {x[1]})",
            Op.Equal => $"({x[0]} == {x[1]})",
            Op.And => $"({x[0]} && {x[1]})",
            Op.Or => $"({x[0]} || {x[1]})",
            Op.Not => $"(!{x[0]})",
            Op.Select => $"({x[0]} ? {x[1]} : {x[2]})",
            _ => throw new InvalidOperationException($"No OpenCL C for {op} is known."),
        };
}

using System.Globalization;

namespace RuleCompiler.Generators.Emission;

/// <summary>Constants as C# prints them.</summary>
internal static class Literal
{
    public static string Double(double value) =>
        double.IsNaN(value) ? "double.NaN"
        : double.IsPositiveInfinity(value) ? "double.PositiveInfinity"
        : double.IsNegativeInfinity(value) ? "double.NegativeInfinity"
        : value.ToString("R", CultureInfo.InvariantCulture) + "d";

    public static string Single(double value) =>
        double.IsNaN(value) ? "float.NaN"
        : value > float.MaxValue ? "float.PositiveInfinity"
        : value < -float.MaxValue ? "float.NegativeInfinity"
        : ((float)value).ToString("R", CultureInfo.InvariantCulture) + "f";

    public static string Text(string value) => "\"" + value.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"";

    /// <summary>A name of a local for an operand: <c>z.1</c> becomes <c>z_1</c>.</summary>
    public static string Identifier(string operand) => operand.Replace('.', '_');
}

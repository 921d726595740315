using System.Globalization;

namespace RuleCompiler.Laboratory.Pages.Rendering;

/// <summary>Numbers as people read them: three digits, powers of ten beyond that.</summary>
internal static class NumberText
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>"0.0312", "312", "3.2·10⁻⁹", "0", "∞", or "no value".</summary>
    public static string Of(double value)
    {
        if (double.IsNaN(value))
            return "no value";
        if (double.IsInfinity(value))
            return value > 0 ? "∞" : "−∞";
        double amount = Math.Abs(value);
        if (amount == 0)
            return "0";
        if (amount is >= 1e-3 and < 1e5)
            return Signed(value, Rounded(amount, 3).ToString("0.#####", CultureInfo.InvariantCulture));
        string[] parts = amount.ToString("0.0e+0", CultureInfo.InvariantCulture).Split('e');
        string mantissa = parts[0].EndsWith(".0", StringComparison.Ordinal) ? parts[0][..^2] : parts[0];
        string power = Power(int.Parse(parts[1], CultureInfo.InvariantCulture));
        return Signed(value, mantissa == "1" ? power : $"{mantissa}·{power}");
    }

    /// <summary>A power of ten: "1", "0.1", "0.01", "10", "100", else "10⁻³".</summary>
    public static string Decade(int exponent) =>
        exponent is >= -2 and <= 2 ? Of(Math.Pow(10, exponent)) : Power(exponent);

    private static string Power(int exponent) =>
        "10" + (exponent < 0 ? "⁻" : "") + string.Concat($"{Math.Abs(exponent)}".Select(d => Superscripts[d - '0']));

    private static string Signed(double value, string text) => value < 0 ? $"−{text}" : text;

    /// <summary>Rounds to significant digits.</summary>
    private static double Rounded(double amount, int digits) =>
        Math.Round(amount, Math.Clamp(digits - 1 - (int)Math.Floor(Math.Log10(amount)), 0, 15));
}

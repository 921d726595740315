using System.Globalization;

namespace RuleCompiler.Cli.Grammar;

/// <summary>Numbers as C# writes them; the suffix f is optional.</summary>
internal static class NumberText
{
    /// <summary>A number as a float constant of C#, or null where it is none.</summary>
    public static string? Constant(string text)
    {
        string digits = text.EndsWith('f') || text.EndsWith('F') ? text[..^1] : text;
        const NumberStyles Style =
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return float.TryParse(digits, Style, CultureInfo.InvariantCulture, out float value) && float.IsFinite(value)
            ? Literal(value)
            : null;
    }

    /// <summary>A finite number as a float constant of C#.</summary>
    public static string Literal(float value) => $"{value.ToString("R", CultureInfo.InvariantCulture)}f";
}

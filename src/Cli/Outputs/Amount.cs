using System.Globalization;

namespace RuleCompiler.Cli.Outputs;

/// <summary>Numbers as tables print them.</summary>
internal static class Amount
{
    private static readonly string[] Prefixes = ["", "k", "M", "G", "T", "P"];

    /// <summary>A count with a prefix: 1.23 G.</summary>
    public static string Of(double value)
    {
        int prefix = 0;
        while (value >= 999.5 && prefix < Prefixes.Length - 1)
            (value, prefix) = (value / 1000, prefix + 1);
        return prefix == 0
            ? value.ToString("0.###", CultureInfo.InvariantCulture)
            : $"{value.ToString("G3", CultureInfo.InvariantCulture)} {Prefixes[prefix]}";
    }

    /// <summary>Three digits: 0.0123, 45.6, 1.23e+6; a dash for what is not a number.</summary>
    public static string Short(double value) =>
        double.IsNaN(value) ? "-"
        : Math.Abs(value) is 0 or (>= 0.0001 and < 1000) ? value.ToString("G3", CultureInfo.InvariantCulture)
        : value.ToString("0.##e+0", CultureInfo.InvariantCulture);

    /// <summary>A part of a whole: 12.5 %.</summary>
    public static string Percent(double part) => $"{(100 * part).ToString("G3", CultureInfo.InvariantCulture)} %";

    public static string Shape(IEnumerable<int> shape) => $"[{string.Join(",", shape)}]";

    public static string Milliseconds(double value) => $"{value.ToString("G4", CultureInfo.InvariantCulture)} ms";
}

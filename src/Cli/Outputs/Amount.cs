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

    public static string Shape(IEnumerable<int> shape) => $"[{string.Join(",", shape)}]";

    public static string Milliseconds(double value) => $"{value.ToString("G4", CultureInfo.InvariantCulture)} ms";
}

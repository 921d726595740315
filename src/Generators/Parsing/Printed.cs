using System.Globalization;

namespace RuleCompiler.Generators.Parsing;

/// <summary>Constants as the source prints them: 0.1f is 0.1, not the double nearest to the float.</summary>
internal static class Printed
{
    public static double Of(object? constant) =>
        constant switch
        {
            float single => double.Parse(
                single.ToString("R", CultureInfo.InvariantCulture),
                CultureInfo.InvariantCulture
            ),
            bool truth => truth ? 1 : 0,
            null => double.NaN,
            _ => Convert.ToDouble(constant, CultureInfo.InvariantCulture),
        };
}

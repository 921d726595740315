namespace RuleCompiler;

/// <summary>How far values are from summing to a difference of outputs.</summary>
internal static class Completeness
{
    /// <summary>|Σ − (f(x) − f(x0))| / |f(x) − f(x0)|; NaN where the outputs are the same.</summary>
    public static double Error(double[] values, double output, double reference) =>
        output == reference ? double.NaN : Math.Abs(values.Sum() - (output - reference)) / Math.Abs(output - reference);
}

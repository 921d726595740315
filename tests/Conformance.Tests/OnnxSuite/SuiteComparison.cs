using RuleCompiler.OnnxImport;

namespace RuleCompiler.Conformance.Tests.OnnxSuite;

/// <summary>The comparison of an output with what the suite says it is.</summary>
internal static class SuiteComparison
{
    /// <summary>
    /// Of the greatest expected value. The suite's values are single precision out of double precision; networks
    /// here are single precision throughout.
    /// </summary>
    private const double Tolerated = 1e-5;

    /// <returns>What is wrong, or null.</returns>
    public static string? Compare(string how, SuiteTensor expected, double[] actual)
    {
        double[] wanted = Doubles(expected.Value);
        if (wanted.Length != actual.Length)
            return $"{how}: {actual.Length} values instead of {wanted.Length}";
        double scale = wanted.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max();
        double worst = 0;
        for (int i = 0; i < wanted.Length; i++)
        {
            bool same = wanted[i].Equals(actual[i]);
            double off = Math.Abs(wanted[i] - actual[i]);
            worst = Math.Max(
                worst,
                same ? 0
                    : double.IsNaN(off) ? double.PositiveInfinity
                    : off
            );
        }

        return worst <= Tolerated * (scale == 0 ? 1 : scale) ? null : $"{how}: off by {worst / scale:g3}";
    }

    public static string? Compare(string how, SuiteTensor expected, ConstantTensor actual)
    {
        if (!expected.Shape.AsSpan().SequenceEqual(actual.Shape))
            return $"{how}: shape [{string.Join(", ", actual.Shape)}] instead of [{string.Join(", ", expected.Shape)}]";
        return (expected.Reals is null) != (actual.Reals is null)
            ? $"{how}: real and whole numbers confused"
            : Compare(how, expected, Doubles(actual));
    }

    private static double[] Doubles(ConstantTensor tensor) =>
        tensor.Reals is { } reals
            ? Array.ConvertAll(reals, value => (double)value)
            : Array.ConvertAll(tensor.Integers!, value => (double)value);
}

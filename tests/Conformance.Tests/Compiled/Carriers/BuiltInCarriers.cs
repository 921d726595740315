namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>The built-in composites that carry something up, with inputs for them.</summary>
internal static class BuiltInCarriers
{
    public static IReadOnlyList<string> Composites { get; } =
    [nameof(AdfDiagonal), nameof(AdfLowRank), nameof(Intervals), nameof(Values)];

    /// <summary>Source of a propagator for each, called after the network and the composite.</summary>
    public static string Propagators(string network, IEnumerable<string>? composites = null) =>
        string.Concat(
            (composites ?? Composites).Select(c =>
                $"[Explainer<{network}, {c}>] public sealed partial class {network}{c};\n"
            )
        );

    /// <summary>Members of so many units: means of either sign, variances of which some are 0, bounds around means.</summary>
    public static float[][] Inputs(string composite, Random random, int units, int columns)
    {
        float[] means = RandomTensors.Fill(random, units);
        float[] spread = Array.ConvertAll(RandomTensors.Fill(random, units, -0.1, 0.4), v => Math.Max(v, 0));
        return composite switch
        {
            nameof(AdfDiagonal) => [means, spread],
            nameof(AdfLowRank) => [means, RandomTensors.Fill(random, columns * units, -0.4, 0.4)],
            nameof(Intervals) =>
            [
                [.. means.Zip(spread, (m, s) => m - s)],
                [.. means.Zip(spread, (m, s) => m + s)],
            ],
            _ => [means],
        };
    }
}

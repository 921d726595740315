using RuleCompiler;

namespace RdeStudy;

/// <summary>Distortion against rate (Fig. 3): the mean over images with its 95 % interval, and each image's own.</summary>
/// <param name="Rates">Parts of the pixels that are fixed, [R].</param>
/// <param name="Mean">[R]</param>
/// <param name="Low">[R]</param>
/// <param name="High">[R]</param>
/// <param name="Images">The mean over random inputs of each image, [N][R].</param>
/// <param name="Area">∫ D d(rate), with its interval.</param>
internal sealed record Curve(
    double[] Rates,
    double[] Mean,
    double[] Low,
    double[] High,
    double[][] Images,
    (double Mean, double Low, double High) Area
)
{
    public static Curve Of(OrderingResult result) =>
        new(
            [.. result.Mean.Rates],
            [.. result.Mean.Distortions.Select(d => d.Mean)],
            [.. result.Mean.Distortions.Select(d => d.Low)],
            [.. result.Mean.Distortions.Select(d => d.High)],
            [.. result.Images.Select(image => image.Distortions.Select(d => d.Mean).ToArray())],
            (result.Mean.Area.Mean, result.Mean.Area.Low, result.Mean.Area.High)
        );

    /// <summary>The least measured rate from which on the mean stays at or below a distortion.</summary>
    public double Rate(double distortion)
    {
        int at = Mean.Length - 1;
        while (at > 0 && Mean[at - 1] <= distortion)
            at--;
        return Rates[at];
    }

    /// <summary>By how much this curve lies above another at a rate, image by image: the mean and two standard errors.</summary>
    public (double Mean, double TwoErrors) Above(Curve other, int rate)
    {
        double[] differences = [.. Images.Zip(other.Images, (mine, others) => mine[rate] - others[rate])];
        double mean = differences.Average();
        double squares = differences.Sum(d => (d - mean) * (d - mean));
        int n = differences.Length;
        return (mean, n < 2 ? double.PositiveInfinity : 2 * Math.Sqrt(squares / (n - 1) / n));
    }
}

namespace BinaryStrings;

/// <summary>A signal with what the methods make of it and what is exact.</summary>
/// <param name="Signal">x.</param>
/// <param name="Rankings">One a method.</param>
/// <param name="Optimal">The least distortion of any set of each size, by exhaustive search.</param>
/// <param name="Along">For each method the distortion after each component that it fixes.</param>
internal sealed record Studied(
    Signal Signal,
    IReadOnlyList<Ranking> Rankings,
    double[] Optimal,
    IReadOnlyList<double[]> Along
)
{
    /// <summary>The limits ε at which rates are told.</summary>
    public static IReadOnlyList<double> Limits { get; } = [0.35, 0.3, 0.2, 0.1, 0.05, 0];

    public static Studied Of(Signal signal, Methods methods, Distortions exact)
    {
        Ranking[] rankings =
        [
            .. methods.Explain(signal).Select(found => Ranking.Of(found.Name, found.Relevance, signal)),
        ];
        return new(
            signal,
            rankings,
            [.. exact.Best().Select(best => best.Distortion)],
            [.. rankings.Select(ranking => exact.Along(ranking.Order))]
        );
    }
}

namespace RuleCompiler.Laboratory;

/// <summary>What was measured at one layer of one path: a row of the study's table.</summary>
public sealed record StudyRow
{
    /// <summary>The network.</summary>
    public required string Network { get; init; }

    /// <summary>The method.</summary>
    public required string Method { get; init; }

    /// <summary>The set of inputs.</summary>
    public required string Inputs { get; init; }

    /// <summary>
    /// What was asked, as one number: the options, the inputs and the explanation of the first of them, bit by bit. A
    /// changed rule, weight or option changes it.
    /// </summary>
    public required string Fingerprint { get; init; }

    /// <summary>The layer at whose output relevance started.</summary>
    public required string From { get; init; }

    /// <summary>The layer at whose output was measured, or the network's input.</summary>
    public required string Layer { get; init; }

    /// <summary>The median of 1 − |cos|; NaN where there is no value.</summary>
    public required double Median { get; init; }

    /// <summary>The 5th percentile of 1 − |cos|.</summary>
    public required double P05 { get; init; }

    /// <summary>The 95th percentile of 1 − |cos|.</summary>
    public required double P95 { get; init; }

    /// <summary>How many values there are.</summary>
    public required long Values { get; init; }

    /// <summary>Vectors that were zero and are left out.</summary>
    public required long ZeroVectors { get; init; }

    /// <summary>Vectors with a number that is not finite, left out as well.</summary>
    public required long NotFinite { get; init; }

    /// <summary>How many values fall between neighbours of <see cref="Edges"/>.</summary>
    public required IReadOnlyList<long> Histogram { get; init; }

    /// <summary>Two bars for each decade from 10⁻¹⁶ to 1; the last one holds 1 as well.</summary>
    public static IReadOnlyList<double> Edges { get; } =
    [.. Enumerable.Range(0, 33).Select(i => Math.Pow(10, (i - 32) / 2.0))];

    /// <summary>The rows of a measurement, path after path, each from the top down.</summary>
    /// <param name="network">What the tables call the network.</param>
    /// <param name="method">What they call the method.</param>
    /// <param name="inputs">What they call the inputs.</param>
    /// <param name="measured">What <see cref="Explainer.Convergence"/> gave.</param>
    /// <param name="fingerprint">What was asked; empty for rows that are kept in no table.</param>
    public static IReadOnlyList<StudyRow> Of(
        string network,
        string method,
        string inputs,
        Convergence measured,
        string fingerprint = ""
    )
    {
        ArgumentNullException.ThrowIfNull(measured);
        return
        [
            .. measured.Paths.SelectMany(path =>
                path.Layers.Select(layer => Of(network, method, inputs, fingerprint, path.From, layer))
            ),
        ];
    }

    private static StudyRow Of(
        string network,
        string method,
        string inputs,
        string fingerprint,
        string from,
        LayerSimilarity at
    ) =>
        new()
        {
            Network = network,
            Method = method,
            Inputs = inputs,
            Fingerprint = fingerprint,
            From = from,
            Layer = at.Layer,
            Median = at.Median,
            P05 = at.Quantile(0.05),
            P95 = at.Quantile(0.95),
            Values = at.Values,
            ZeroVectors = at.ZeroVectors,
            NotFinite = at.NotFinite,
            Histogram = Bars(at),
        };

    /// <summary>What lies outside belongs to the first and the last bar.</summary>
    private static long[] Bars(LayerSimilarity at)
    {
        int last = Edges.Count - 2;
        return
        [
            .. Enumerable
                .Range(0, last + 1)
                .Select(i => at.Between(i == 0 ? 0 : Edges[i], i == last ? double.PositiveInfinity : Edges[i + 1])),
        ];
    }
}

namespace RuleCompiler.Laboratory.Pages;

/// <summary>How often values fall where: a small panel for each method, all over the same bins.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Edges">The bins' edges, ascending; one more than there are bins.</param>
/// <param name="Series">The counts of each method.</param>
public sealed record Histogram(string Title, IReadOnlyList<double> Edges, IReadOnlyList<HistogramSeries> Series)
    : PageSection(Title)
{
    /// <summary>What is counted.</summary>
    public string ValueTitle { get; init; } = "";

    /// <summary>Counts values in bins; NaN is left out, what lies outside is counted in the first or last bin.</summary>
    /// <param name="name">The method.</param>
    /// <param name="values">What to count.</param>
    /// <param name="edges">The bins' edges, ascending; a bin holds its lower edge, the last one both.</param>
    public static HistogramSeries Count(string name, IEnumerable<double> values, IReadOnlyList<double> edges)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(edges);
        ArgumentOutOfRangeException.ThrowIfLessThan(edges.Count, 2, nameof(edges));
        double[] sorted = [.. edges];
        var counts = new long[sorted.Length - 1];
        foreach (double value in values)
        {
            if (double.IsNaN(value))
                continue;
            int found = Array.BinarySearch(sorted, value);
            int bin = found >= 0 ? found : ~found - 1;
            counts[Math.Clamp(bin, 0, counts.Length - 1)]++;
        }

        return new HistogramSeries(name, counts);
    }

    internal override void Check()
    {
        if (Edges.Count < 2 || Series.Count == 0)
            throw Refuse("a histogram needs at least one bin and one method.");
        for (int i = 1; i < Edges.Count; i++)
        {
            if (!(Edges[i - 1] < Edges[i]))
                throw Refuse($"edge {i} is {Edges[i]}, after {Edges[i - 1]}; edges must ascend.");
        }

        foreach (HistogramSeries series in Series)
        {
            if (series.Counts.Count != Edges.Count - 1)
                throw Refuse($"'{series.Name}' has {series.Counts.Count} counts for {Edges.Count - 1} bins.");
            if (series.Counts.FirstOrDefault(c => c < 0) is < 0 and long negative)
                throw Refuse($"'{series.Name}' has the count {negative}.");
        }
    }
}

/// <summary>What was counted for a method.</summary>
/// <param name="Name">The method; it has the same colour in all charts of a page.</param>
/// <param name="Counts">How many values fell into each bin.</param>
public sealed record HistogramSeries(string Name, IReadOnlyList<long> Counts);

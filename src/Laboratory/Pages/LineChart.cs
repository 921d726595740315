using System.Text;
using RuleCompiler.Laboratory.Pages.Rendering;

namespace RuleCompiler.Laboratory.Pages;

/// <summary>How the values of a <see cref="LineChart"/> lie on their axis.</summary>
public enum ValueScale
{
    /// <summary>Evenly.</summary>
    Linear,

    /// <summary>By their decimal logarithm: for 1 − |cos| and σ₁/σ₂.</summary>
    Logarithmic,
}

/// <summary>
/// Curves over layers (CSC, singular-value ratios, similarity under randomisation), or over numbers, as distortion over rate.
/// </summary>
/// <param name="Title">The heading.</param>
/// <param name="Categories">The layers' names in the order in which they are drawn, the top layer first.</param>
/// <param name="Series">One curve a method.</param>
/// <remarks>
/// A value that is NaN leaves a gap. On a logarithmic axis what is zero, negative or below 1e-17 is drawn on the lower
/// edge with a mark that says so, what is infinite on the upper; the texts beside the curves give the value itself.
/// </remarks>
public sealed record LineChart(string Title, IReadOnlyList<string> Categories, IReadOnlyList<LineSeries> Series)
    : PageSection(Title)
{
    /// <summary>What the axis of layers shows.</summary>
    public string CategoryTitle { get; init; } = "layer, from the top down";

    /// <summary>What one category is, above their column in the table of values.</summary>
    public string CategoryName { get; init; } = "layer";

    /// <summary>Where each category lies on its axis, ascending; evenly where null.</summary>
    public IReadOnlyList<double>? Positions { get; init; }

    /// <summary>What the values are, with their unit if they have one.</summary>
    public string ValueTitle { get; init; } = "";

    /// <summary>What the bands are, if there are any: "5th to 95th percentile".</summary>
    public string BandTitle { get; init; } = "";

    /// <summary>How the values lie on their axis.</summary>
    public ValueScale Scale { get; init; }

    /// <summary>The ends of a linear axis; null takes them from the values.</summary>
    public (double Low, double High)? Range { get; init; }

    /// <summary>A line across the chart to compare with, or null.</summary>
    public ReferenceLine? Reference { get; init; }

    /// <summary>Writes the chart alone, with its legend, as a picture for a page of Markdown; as a whole or not at all.</summary>
    /// <param name="path">The .svg file; its folder must exist.</param>
    /// <exception cref="ArgumentException">The parts of the chart do not fit together.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SaveSvg(string path)
    {
        Check();
        byte[] bytes = Encoding.UTF8.GetBytes(StandaloneSvg.Write(this));
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    internal override void Check()
    {
        if (Categories.Count == 0 || Series.Count == 0)
            throw Refuse("a chart needs at least one layer and one curve.");
        if (Range is { } range && !(range.Low < range.High && double.IsFinite(range.High - range.Low)))
            throw Refuse($"the axis cannot go from {range.Low} to {range.High}.");
        if (Positions is { } positions && !Fits(positions))
            throw Refuse($"the positions are not {Categories.Count} finite numbers in ascending order.");
        foreach (LineSeries series in Series)
        {
            Fits(series, "values", series.Values.Count);
            Fits(series, "lower ends of the band", series.Low?.Count ?? Categories.Count);
            Fits(series, "upper ends of the band", series.High?.Count ?? Categories.Count);
            if (series.Low is null != series.High is null)
                throw Refuse($"'{series.Name}' has one end of its band without the other.");
        }

        if (Series.GroupBy(s => s.Name).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw Refuse($"two curves are called '{twice.Key}'.");
    }

    private bool Fits(IReadOnlyList<double> positions) =>
        positions.Count == Categories.Count
        && positions.All(double.IsFinite)
        && positions.Zip(positions.Skip(1)).All(pair => pair.First < pair.Second);

    private void Fits(LineSeries series, string what, int count)
    {
        if (count != Categories.Count)
            throw Refuse($"'{series.Name}' has {count} {what} for {Categories.Count} layers.");
    }
}

/// <summary>The curve of a method.</summary>
/// <param name="Name">The method; it has the same colour in all charts of a page.</param>
/// <param name="Values">A value for each layer; NaN where there is none.</param>
/// <param name="Low">The lower end of the band around each value, for example the 5th percentile; null for no band.</param>
/// <param name="High">The upper end of the band around each value.</param>
public sealed record LineSeries(
    string Name,
    IReadOnlyList<double> Values,
    IReadOnlyList<double>? Low = null,
    IReadOnlyList<double>? High = null
);

/// <summary>A line across a chart.</summary>
/// <param name="Value">Where it lies, in the values' unit.</param>
/// <param name="Text">What it means, in a few words.</param>
public sealed record ReferenceLine(double Value, string Text);

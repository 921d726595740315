using RuleCompiler.Laboratory.Pages;

namespace RuleCompiler.Laboratory;

/// <summary>The parts of a page that show rows of one network and one set of inputs.</summary>
public static class ConvergenceSections
{
    private const int BarsOfTwoDecades = 4;
    private const int FewestBars = 2 * BarsOfTwoDecades;

    /// <summary>One curve a method, from the layer at which relevance started down to the network's input.</summary>
    /// <param name="title">The heading.</param>
    /// <param name="rows">Rows of one network, one set of inputs and one starting layer.</param>
    /// <exception cref="ArgumentException">There is no row, or methods have different layers.</exception>
    public static LineChart Curves(string title, IEnumerable<StudyRow> rows)
    {
        IReadOnlyList<IGrouping<string, StudyRow>> methods = Methods(rows);
        return Chart(title, methods) with
        {
            ValueTitle = "1 − |cos|, median over locations, pairs and samples",
            Reference = Converged,
            Note = "At the network's input over the whole image, at layers for each location of the feature map.",
        };
    }

    /// <summary>One curve for each starting layer of one method.</summary>
    /// <param name="title">The heading.</param>
    /// <param name="rows">Rows of one network, one method and one set of inputs.</param>
    /// <exception cref="ArgumentException">There is no row.</exception>
    public static LineChart Starts(string title, IEnumerable<StudyRow> rows)
    {
        IReadOnlyList<IGrouping<string, StudyRow>> paths =
        [
            .. rows.Select(row => row with { Method = $"from {row.From}" }).GroupBy(row => row.Method),
        ];
        return Chart(title, paths) with { ValueTitle = "1 − |cos|, median", Reference = Converged };
    }

    /// <summary>How 1 − |cos| is spread at the first layer with weights, a panel for each method.</summary>
    /// <param name="title">The heading.</param>
    /// <param name="rows">Rows of one network, one set of inputs and one starting layer.</param>
    /// <exception cref="ArgumentException">There is no row.</exception>
    public static Histogram Spread(string title, IEnumerable<StudyRow> rows)
    {
        (string Name, IReadOnlyList<long> Bars)[] methods =
        [
            .. Methods(rows).Select(method => (method.Key, First(method).Histogram)),
        ];
        // decades in which no method has a value would only make the bars narrow; two go at a time, so that the middle
        // of the axis is a whole decade
        int first = methods.Min(method => method.Bars.TakeWhile(count => count == 0).Count());
        int from = Math.Min(first, StudyRow.Edges.Count - 1 - FewestBars) / BarsOfTwoDecades * BarsOfTwoDecades;
        return new(
            title,
            [.. StudyRow.Edges.Skip(from)],
            [.. methods.Select(method => new HistogramSeries(method.Name, [.. method.Bars.Skip(from)]))]
        )
        {
            ValueTitle = "1 − |cos| at the first layer with weights",
        };
    }

    /// <summary>What became of each method at the first layer with weights.</summary>
    /// <param name="rows">Rows of one network, one set of inputs and one starting layer.</param>
    /// <exception cref="ArgumentException">There is no row.</exception>
    public static IReadOnlyList<MethodOutcome> Outcomes(IEnumerable<StudyRow> rows) =>
        [
            .. Methods(rows)
                .Select(method => new MethodOutcome(method.Key, First(method).Median)
                {
                    WholeInput = method.Last().Median,
                }),
        ];

    private static ReferenceLine Converged { get; } =
        new(Conclusion.Converged, "|cos| = 0.99; what lies below counts as converged");

    private static LineChart Chart(string title, IReadOnlyList<IGrouping<string, StudyRow>> curves)
    {
        string[] layers = [.. curves.MaxBy(curve => curve.Count())!.Select(row => row.Layer)];
        return new(title, layers, [.. curves.Select(curve => Series(curve, layers))])
        {
            Scale = ValueScale.Logarithmic,
            BandTitle = "5th to 95th percentile",
        };
    }

    private static LineSeries Series(IGrouping<string, StudyRow> curve, string[] layers)
    {
        Dictionary<string, StudyRow> at = curve.ToDictionary(row => row.Layer);
        return new(curve.Key, Values(row => row.Median), Values(row => row.P05), Values(row => row.P95));

        double[] Values(Func<StudyRow, double> of) =>
            [.. layers.Select(layer => at.TryGetValue(layer, out StudyRow? row) ? of(row) : double.NaN)];
    }

    private static IReadOnlyList<IGrouping<string, StudyRow>> Methods(IEnumerable<StudyRow> rows)
    {
        IReadOnlyList<IGrouping<string, StudyRow>> methods = [.. rows.GroupBy(row => row.Method)];
        if (methods.Count == 0)
            throw new ArgumentException("There is no row to show.", nameof(rows));
        foreach (IGrouping<string, StudyRow> method in methods)
        {
            if (method.GroupBy(row => row.Layer).FirstOrDefault(group => group.Count() > 1) is { } twice)
                throw new ArgumentException(
                    $"'{method.Key}' has {twice.Count()} rows of {twice.Key}: take those of one network, one set of inputs "
                        + "and one starting layer.",
                    nameof(rows)
                );
        }

        return methods;
    }

    /// <summary>The last row is the network's input.</summary>
    private static StudyRow First(IEnumerable<StudyRow> method) => method.SkipLast(1).LastOrDefault() ?? method.Last();
}

namespace RuleCompiler.Laboratory.Pages.Rendering;

/// <summary>A line chart as SVG: what is seen without JavaScript and on paper. Colours come from the page's styles.</summary>
internal sealed class LineChartSvg(LineChart chart, ValueAxis axis, Strokes strokes)
{
    /// <summary>The picture's width.</summary>
    public const double Width = 840;

    private const double Left = 72;
    private const double Right = 20;
    private const double Top = 16;
    private const double PlotHeight = 340;
    private const int MostLabels = 40;

    /// <summary>Layers nearer than this have no dots, which would run together; page.js has the same number.</summary>
    private const double Crowded = 10;
    private const double LetterWidth = 6.4;

    private readonly string[] labels = [.. chart.Categories.Select(c => LabelText.Shorten(c))];

    /// <summary>The picture's height.</summary>
    public double Height =>
        Top + PlotHeight + 34 + (IsSlanted ? 10 + (labels.Max(l => l.Length) * LetterWidth * 0.71) : 12);

    public void Write(Html html)
    {
        html.Add($"<svg class=\"static\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{chart.Title}\">");
        WriteInside(html);
        html.Raw("</svg>");
    }

    /// <summary>What is drawn, without the picture's frame.</summary>
    public void WriteInside(Html html)
    {
        Values(html);
        Layers(html, IsSlanted);
        html.Add($"<text class=\"name\" x=\"{Left + (Plot / 2)}\" y=\"{Height - 6}\" text-anchor=\"middle\">")
            .Add($"{chart.CategoryTitle}</text>");
        Reference(html);
        if (chart.Series.Count <= BandsUpTo)
            foreach (LineSeries series in chart.Series)
                Band(html, series);
        foreach (LineSeries series in chart.Series)
            Curve(html, series);
    }

    /// <summary>Bands of more curves than these hide each other; page.js has the same number.</summary>
    public const int BandsUpTo = 4;

    // what has a position of its own can spare labels between two that are shown
    private bool IsSlanted => chart.Positions is null && labels.Max(l => l.Length) * (LetterWidth + 1) > Step;

    private static double Plot => Width - Left - Right;

    private double Step => Plot / Math.Max(1, chart.Categories.Count - 1);

    private double X(int layer) =>
        chart.Categories.Count == 1 ? Left + (Plot / 2)
        : chart.Positions is { } at ? Left + ((at[layer] - at[0]) / (at[^1] - at[0]) * Plot)
        : Left + (layer * Step);

    private double Y(double value) => Top + ((1 - axis.Place(value)) * PlotHeight);

    private void Values(Html html)
    {
        foreach ((double at, string text) in axis.Ticks)
        {
            html.Add($"<path class=\"grid\" d=\"M{Left} {Y(at)}H{Width - Right}\"/>")
                .Add($"<text x=\"{Left - 8}\" y=\"{Y(at) + 4}\" text-anchor=\"end\">{text}</text>");
        }

        html.Add($"<text class=\"name\" transform=\"translate(12 {Top + (PlotHeight / 2)}) rotate(-90)\" ")
            .Add($"text-anchor=\"middle\">{chart.ValueTitle}</text>");
    }

    private void Layers(Html html, bool slanted)
    {
        int every = (labels.Length + MostLabels - 1) / MostLabels;
        double y = Top + PlotHeight + 18,
            free = double.NegativeInfinity;
        for (int i = 0; i < labels.Length; i += chart.Positions is null ? every : 1)
        {
            if (chart.Positions is not null && X(i) < free)
                continue;
            free = X(i) + ((labels[i].Length + 2) * LetterWidth);
            string turned = slanted ? "text-anchor=\"end\" transform=\"rotate(-45)\"" : "text-anchor=\"middle\"";
            html.Add($"<g transform=\"translate({X(i) + (slanted ? 4 : 0)} {y})\">")
                .Raw($"<text {turned}>")
                .Add($"{labels[i]}</text></g>");
        }
    }

    private void Reference(Html html)
    {
        if (chart.Reference is not { } reference || axis.Beyond(reference.Value) != 0)
            return;
        html.Add($"<path class=\"reference\" d=\"M{Left} {Y(reference.Value)}H{Width - Right}\"/>");
    }

    private void Band(Html html, LineSeries series)
    {
        if (series is not { Low: { } low, High: { } high })
            return;
        foreach ((int first, int end) in Runs(i => !double.IsNaN(low[i]) && !double.IsNaN(high[i])))
        {
            html.Add($"<path class=\"band c{strokes.Colour(series.Name)}\" d=\"");
            for (int i = first; i < end; i++)
                html.Add($"{(i == first ? "M" : "L")}{X(i)} {Y(high[i])}");
            for (int i = end - 1; i >= first; i--)
                html.Add($"L{X(i)} {Y(low[i])}");
            html.Raw("Z\"/>");
        }
    }

    private void Curve(Html html, LineSeries series)
    {
        html.Add($"<g class=\"c{strokes.Colour(series.Name)}\">");
        foreach ((int first, int end) in Runs(i => !double.IsNaN(series.Values[i])))
        {
            html.Add(
                $"<path class=\"curve\" stroke-dasharray=\"{string.Join(' ', strokes.Dashes(series.Name))}\" d=\""
            );
            for (int i = first; i < end; i++)
                html.Add($"{(i == first ? "M" : "L")}{X(i)} {Y(series.Values[i])}");
            html.Raw("\"/>");
        }

        for (int i = 0; i < series.Values.Count; i++)
            Mark(html, series, i);
        html.Raw("</g>");
    }

    private void Mark(Html html, LineSeries series, int i)
    {
        double value = series.Values[i];
        if (double.IsNaN(value))
            return;
        if (axis.Beyond(value) is not 0 and int side)
            html.Add($"<path class=\"beyond\" d=\"M{X(i) - 5} {Y(value)}h10l-5 {-8 * side}z\">");
        else if (Step < Crowded && !Alone(series, i))
            return;
        else
            html.Add($"<circle class=\"dot\" cx=\"{X(i)}\" cy=\"{Y(value)}\" r=\"2.4\">");
        html.Add($"<title>{series.Name}, {chart.Categories[i]}: {NumberText.Of(value)}</title>")
            .Raw(axis.Beyond(value) != 0 ? "</path>" : "</circle>");
    }

    /// <summary>Whether no line leads to a value.</summary>
    private static bool Alone(LineSeries series, int i) =>
        double.IsNaN(i > 0 ? series.Values[i - 1] : double.NaN)
        && double.IsNaN(i + 1 < series.Values.Count ? series.Values[i + 1] : double.NaN);

    /// <summary>The stretches of layers for which something holds.</summary>
    private IEnumerable<(int First, int End)> Runs(Func<int, bool> holds)
    {
        int first = -1;
        for (int i = 0; i <= chart.Categories.Count; i++)
        {
            bool there = i < chart.Categories.Count && holds(i);
            if (there && first < 0)
                first = i;
            if (!there && first >= 0)
            {
                yield return (first, i);
                first = -1;
            }
        }
    }
}

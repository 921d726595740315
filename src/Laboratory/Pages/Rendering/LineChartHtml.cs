namespace RuleCompiler.Laboratory.Pages.Rendering;

/// <summary>A line chart with its legend, its table of values, and what page.js needs to draw it.</summary>
internal static class LineChartHtml
{
    public static void Write(Html html, LineChart chart, Strokes strokes)
    {
        ValueAxis axis = ValueAxis.Of(chart);
        html.Raw("<figure class=\"chart\"><div class=\"plot\">");
        new LineChartSvg(chart, axis, strokes).Write(html);
        html.Raw("</div>");
        Legend(html, chart, strokes);
        Caption(html, chart, axis);
        html.Raw("<script type=\"application/json\">").Raw(ChartJson.Write(chart, axis, strokes)).Raw("</script>");
        html.Raw("</figure>");
        Table(html, chart);
    }

    /// <summary>The methods in the order of their last values, as the curves lie at the right edge.</summary>
    private static void Legend(Html html, LineChart chart, Strokes strokes)
    {
        html.Add($"<div class=\"legend\"><p class=\"where\">{chart.Categories[^1]}</p><ul>");
        foreach (
            (LineSeries series, int index) in chart.Series.Select((s, i) => (s, i)).OrderByDescending(p => Last(p.s))
        )
        {
            string dashes = string.Join(' ', strokes.Dashes(series.Name));
            html.Add($"<li><button type=\"button\" data-series=\"{index}\" aria-pressed=\"true\">")
                .Add(
                    $"<svg class=\"swatch c{strokes.Colour(series.Name)}\" viewBox=\"0 0 28 10\" aria-hidden=\"true\">"
                )
                .Add($"<path class=\"curve\" d=\"M1 5H27\" stroke-dasharray=\"{dashes}\"/></svg>")
                .Add($"<span class=\"method\">{series.Name}</span>")
                .Add($"<span class=\"value\">{NumberText.Of(series.Values[^1])}</span></button></li>");
        }

        html.Raw("</ul></div>");
    }

    private static double Last(LineSeries series)
    {
        double last = series.Values.LastOrDefault(v => !double.IsNaN(v), double.NegativeInfinity);
        return double.IsNaN(last) ? double.NegativeInfinity : last;
    }

    private static void Caption(Html html, LineChart chart, ValueAxis axis)
    {
        double[] values = [.. chart.Series.SelectMany(s => s.Values)];
        List<string> parts = [];
        if (chart.Reference is { } reference && axis.Beyond(reference.Value) == 0)
            parts.Add($"The dashed line across is {reference.Text}.");
        if (chart.Scale == ValueScale.Logarithmic && values.Any(v => axis.Beyond(v) < 0))
            parts.Add($"▽ at the lower edge: 0, or below {NumberText.Of(axis.Low)}, which has no place on this axis.");
        else if (values.Any(v => axis.Beyond(v) < 0))
            parts.Add($"▽ at the lower edge: below {NumberText.Of(axis.Low)}.");
        if (values.Any(v => axis.Beyond(v) > 0))
            parts.Add($"△ at the upper edge: above {NumberText.Of(axis.High)}.");
        if (values.Any(double.IsNaN))
            parts.Add("Where a curve has a gap there is no value.");
        if (chart.Series.Any(s => s.Low is not null))
            parts.Add(Bands(chart));
        if (parts.Count > 0)
            html.Add($"<figcaption>{string.Join(' ', parts)}</figcaption>");
    }

    private static string Bands(LineChart chart)
    {
        string bands = chart.BandTitle.Length > 0 ? $"Bands ({chart.BandTitle})" : "Bands";
        return chart.Series.Count > LineChartSvg.BandsUpTo
            ? $"{bands} show when at most {LineChartSvg.BandsUpTo} methods are left in the legend; the table has them all."
            : $"{bands} are drawn around the curves.";
    }

    private static void Table(Html html, LineChart chart)
    {
        html.Raw("<details><summary>All values as a table</summary><div class=\"wide\"><table class=\"values\">");
        html.Add($"<thead><tr><th scope=\"col\">{chart.CategoryName}</th>");
        foreach (LineSeries series in chart.Series)
            html.Add($"<th scope=\"col\">{series.Name}</th>");
        html.Raw("</tr></thead><tbody>");
        for (int i = 0; i < chart.Categories.Count; i++)
        {
            html.Add($"<tr><th scope=\"row\">{chart.Categories[i]}</th>");
            foreach (LineSeries series in chart.Series)
            {
                html.Add($"<td>{NumberText.Of(series.Values[i])}");
                if (
                    series is { Low: { } low, High: { } high }
                    && ChartJson.BandText(low[i], high[i]) is { Length: > 0 } band
                )
                    html.Add($"<small>{band}</small>");
                html.Raw("</td>");
            }

            html.Raw("</tr>");
        }

        html.Raw("</tbody></table></div></details>");
    }
}

namespace RuleCompiler.Laboratory.Pages.Rendering;

/// <summary>A line chart as a file of its own: the chart, its styles and its legend, on white.</summary>
internal static class StandaloneSvg
{
    private const double LegendWidth = 210;
    private const double RowHeight = 22;

    // the light colours of page.css; a picture in Markdown sees neither its styles nor the reader's
    private const string Styles = """
        text { font: 12px system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; fill: #5b6272; }
        .method { fill: #1b1e26; font-size: 13px; }
        .grid { stroke: #e3e6ec; fill: none; }
        .reference { stroke: #5b6272; stroke-dasharray: 4 4; fill: none; }
        .curve { stroke: currentColor; stroke-width: 1.8; stroke-linejoin: round; fill: none; }
        .dot { fill: currentColor; }
        .beyond { fill: #ffffff; stroke: currentColor; stroke-width: 1.4; }
        .band { fill: currentColor; fill-opacity: .13; }
        .c0 { color: #2a8cc9; } .c1 { color: #c4652f; } .c2 { color: #6a4dcf; } .c3 { color: #365614; }
        .c4 { color: #a8397a; } .c5 { color: #2c1e9d; } .c6 { color: #641856; }
        """;

    public static string Write(LineChart chart)
    {
        Strokes strokes = new(new StudyPage(chart.Title, [chart]));
        LineChartSvg drawn = new(chart, ValueAxis.Of(chart), strokes);
        double width = LineChartSvg.Width + LegendWidth;
        Html html = new();
        html.Add($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {drawn.Height}\" ")
            .Add($"width=\"{width}\" height=\"{drawn.Height}\" role=\"img\" aria-label=\"{chart.Title}\">")
            .Raw($"<style>{Styles}</style>")
            .Add($"<rect width=\"{width}\" height=\"{drawn.Height}\" fill=\"#ffffff\"/>");
        drawn.WriteInside(html);
        double y = RowHeight;
        foreach (LineSeries series in chart.Series)
        {
            string dashes = string.Join(' ', strokes.Dashes(series.Name));
            html.Add($"<g class=\"c{strokes.Colour(series.Name)}\">")
                .Add(
                    $"<path class=\"curve\" stroke-dasharray=\"{dashes}\" d=\"M{LineChartSvg.Width} {y - 4}h30\"/></g>"
                )
                .Add($"<text class=\"method\" x=\"{LineChartSvg.Width + 38}\" y=\"{y}\">{series.Name}</text>");
            y += RowHeight;
        }

        return html.Raw("</svg>\n").ToString();
    }
}

namespace RuleCompiler.Laboratory.Pages.Rendering;

/// <summary>A histogram: a panel a method, each as high as its fullest bin, over the same axis.</summary>
internal static class HistogramHtml
{
    private const double Width = 180;
    private const double Top = 6;
    private const double PlotHeight = 72;
    private const double Height = 98;

    public static void Write(Html html, Histogram histogram, Strokes strokes)
    {
        html.Raw("<div class=\"panels\">");
        foreach (HistogramSeries series in histogram.Series)
            Panel(html, histogram, series, strokes.Colour(series.Name));
        html.Add($"</div><p class=\"caption\">Across: {histogram.ValueTitle}, the same for all. ")
            .Raw("Upwards: the share of values, up to the fullest bin of each panel.</p>");
    }

    private static void Panel(Html html, Histogram histogram, HistogramSeries series, int colour)
    {
        long total = series.Counts.Sum();
        long most = Math.Max(1, series.Counts.Max());
        html.Add(
                $"<figure class=\"panel\"><figcaption><span class=\"method\">{series.Name}</span> <span class=\"value\">"
            )
            .Add($"{(total == 0 ? "no value" : $"up to {Share(series.Counts.Max(), total)}")}</span></figcaption>")
            .Add(
                $"<svg class=\"c{colour}\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{series.Name}\">"
            );
        double step = Width / series.Counts.Count;
        for (int i = 0; i < series.Counts.Count; i++)
        {
            string range = $"{NumberText.Of(histogram.Edges[i])} to {NumberText.Of(histogram.Edges[i + 1])}";
            string tip = $"{series.Name}|{range}|{Share(series.Counts[i], total)} ({series.Counts[i]} of {total})";
            double bar = PlotHeight * series.Counts[i] / most;
            if (series.Counts[i] > 0)
                bar = Math.Max(bar, 1.5);
            html.Add($"<g data-tip=\"{tip}\"><rect class=\"field\" x=\"{i * step}\" y=\"{Top}\" width=\"{step}\" ")
                .Add(
                    $"height=\"{PlotHeight}\"/><rect class=\"bar\" x=\"{(i * step) + 0.5}\" y=\"{Top + PlotHeight - bar}\" "
                )
                .Add($"width=\"{Math.Max(step - 1, 0.5)}\" height=\"{bar}\"/></g>");
        }

        html.Add($"<path class=\"base\" d=\"M0 {Top + PlotHeight}H{Width}\"/>");
        Edge(html, 0, "start", histogram.Edges[0]);
        if (histogram.Edges.Count > 3)
            Edge(html, histogram.Edges.Count / 2 * step, "middle", histogram.Edges[histogram.Edges.Count / 2]);
        Edge(html, Width, "end", histogram.Edges[^1]);
        html.Raw("</svg></figure>");
    }

    private static void Edge(Html html, double x, string anchor, double value) =>
        html.Add($"<text x=\"{x}\" y=\"{Height - 5}\" text-anchor=\"{anchor}\">{NumberText.Of(value)}</text>");

    private static string Share(long count, long total) =>
        total == 0 ? "0 %" : $"{NumberText.Of(Math.Round(100.0 * count / total, 1))} %";
}

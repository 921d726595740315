using System.Diagnostics;

namespace RuleCompiler.Laboratory.Pages.Rendering;

/// <summary>The page around its sections.</summary>
internal static class PageHtml
{
    public static string Write(StudyPage page)
    {
        var html = new Html();
        var strokes = new Strokes(page);
        Head(html, page);
        html.Add($"<body><header><p class=\"from\">RuleCompiler, laboratory</p><h1>{page.Title}</h1>");
        if (page.Conclusion is { } conclusion)
            Conclude(html, conclusion);
        Facts(html, page);
        Contents(html, page);
        html.Raw("</header><main>");
        for (int i = 0; i < page.Sections.Count; i++)
            Section(html, page.Sections[i], i, strokes);
        html.Raw("</main><div id=\"tip\" role=\"status\" hidden></div><script>")
            .Raw(Asset.Script)
            .Raw("</script></body></html>\n");
        return html.ToString();
    }

    /// <summary>The policy: nothing from elsewhere, and no script but ours, whatever a name in the page may hold.</summary>
    private static void Head(Html html, StudyPage page) =>
        html.Raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
            .Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
            .Raw("<meta name=\"color-scheme\" content=\"light dark\"><link rel=\"icon\" href=\"data:,\">")
            .Raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; ")
            .Raw($"style-src 'unsafe-inline'; script-src '{Asset.ScriptHash}'\">")
            .Add($"<title>{page.Title}</title>")
            .Raw($"<style>\n{Asset.Styles}\n</style></head>\n");

    private static void Conclude(Html html, Conclusion conclusion)
    {
        html.Add($"<p class=\"conclusion\">{conclusion.Sentence}</p>");
        foreach (string reason in conclusion.Reasons)
            html.Add($"<p class=\"reason\">{reason}</p>");
    }

    private static void Facts(Html html, StudyPage page)
    {
        if (page.Facts.Count == 0)
            return;
        html.Raw("<dl class=\"facts\">");
        foreach ((string name, string value) in page.Facts)
            html.Add($"<div><dt>{name}</dt><dd>{value}</dd></div>");
        html.Raw("</dl>");
    }

    private static void Contents(Html html, StudyPage page)
    {
        if (page.Sections.Count < 2)
            return;
        html.Raw("<nav aria-label=\"Contents\"><ol>");
        for (int i = 0; i < page.Sections.Count; i++)
            html.Add($"<li><a href=\"#s{i + 1}\">{page.Sections[i].Title}</a></li>");
        html.Raw("</ol></nav>");
    }

    private static void Section(Html html, PageSection section, int index, Strokes strokes)
    {
        html.Add($"<section id=\"s{index + 1}\"><h2>{section.Title}</h2>");
        if (section.Note.Length > 0)
            html.Add($"<p class=\"note\">{section.Note}</p>");
        switch (section)
        {
            case LineChart chart:
                LineChartHtml.Write(html, chart, strokes);
                break;
            case Histogram histogram:
                HistogramHtml.Write(html, histogram, strokes);
                break;
            case PictureGrid grid:
                PictureGridHtml.Write(html, grid);
                break;
            case Findings findings:
                FindingsHtml.Write(html, findings);
                break;
            default:
                throw new UnreachableException($"A {section.GetType().Name} is no section that a page shows.");
        }

        html.Raw("</section>\n");
    }
}

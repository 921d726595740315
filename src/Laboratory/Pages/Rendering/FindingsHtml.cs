namespace RuleCompiler.Laboratory.Pages.Rendering;

/// <summary>The proofs: a row a method, a cell a layer, the longest chain stands out.</summary>
internal static class FindingsHtml
{
    public static void Write(Html html, Findings findings)
    {
        html.Raw("<div class=\"wide\" tabindex=\"0\"><table class=\"findings\"><thead><tr><td></td>");
        foreach (string layer in findings.Layers)
            html.Add($"<th scope=\"col\" title=\"{layer}\"><span>{LabelText.Shorten(layer)}</span></th>");
        html.Raw("</tr></thead><tbody>");
        foreach (Finding finding in findings.Methods)
            Row(html, findings, finding);
        html.Raw("</tbody></table></div>")
            .Raw(
                "<p class=\"caption\"><b class=\"sign chain\">+</b> no entry is negative, part of the longest chain · "
            )
            .Raw("<b class=\"sign\">+</b> no entry is negative · <b class=\"sign\">−</b> no entry is positive · ")
            .Raw(
                "<b class=\"sign\">±</b> both signs · <b class=\"sign\">?</b> nothing is known</p><ul class=\"statements\">"
            );
        foreach (IGrouping<string, Finding> alike in findings.Methods.GroupBy(f => Statement(findings, f)))
            html.Add($"<li><strong>{string.Join(", ", alike.Select(f => f.Name))}.</strong> {alike.Key}</li>");
        html.Raw("</ul>");
    }

    private static void Row(Html html, Findings findings, Finding finding)
    {
        (int first, int count) = finding.LongestChain;
        html.Add($"<tr><th scope=\"row\">{finding.Name}</th>");
        for (int i = 0; i < finding.Signs.Count; i++)
        {
            (string sign, string words) = Sign(finding.Signs[i]);
            bool chain = finding.Chain?.Contains(findings.Layers[i]) ?? (i >= first && i < first + count);
            html.Add($"<td data-tip=\"{finding.Name}|{findings.Layers[i]}|{words}\">")
                .Raw(chain ? "<b class=\"sign chain\">" : "<b class=\"sign\">")
                .Add($"{sign}</b></td>");
        }

        html.Raw("</tr>");
    }

    private static string Statement(Findings findings, Finding finding)
    {
        if (finding.Statement.Length > 0)
            return finding.Statement;
        (int first, int count) = finding.LongestChain;
        return count switch
        {
            0 => "No layer's matrix is proven non-negative; theorem 1 says nothing of it.",
            1 => $"Only {findings.Layers[first]} is non-negative; that is no chain.",
            _ => $"{count} layers in a row, {findings.Layers[first]} to {findings.Layers[first + count - 1]}, are "
                + "non-negative: their product tends to rank 1.",
        };
    }

    private static (string Sign, string Words) Sign(MatrixSign sign) =>
        sign switch
        {
            MatrixSign.NonNegative => ("+", "no entry is negative"),
            MatrixSign.NonPositive => ("−", "no entry is positive"),
            MatrixSign.Mixed => ("±", "entries of both signs"),
            _ => ("?", "nothing is known"),
        };
}

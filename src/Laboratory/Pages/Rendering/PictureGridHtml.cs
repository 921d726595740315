namespace RuleCompiler.Laboratory.Pages.Rendering;

/// <summary>A table of pictures, which are part of the page.</summary>
internal static class PictureGridHtml
{
    public static void Write(Html html, PictureGrid grid)
    {
        html.Raw("<div class=\"wide\" tabindex=\"0\">")
            .Raw($"<table class=\"pictures{(grid.IsWide ? " strips" : "")}\"><thead><tr><td></td>");
        foreach (string column in grid.Columns)
            html.Add($"<th scope=\"col\" title=\"{column}\">{LabelText.Shorten(column)}</th>");
        html.Raw("</tr></thead><tbody>");
        foreach (PictureRow row in grid.Rows)
        {
            html.Add($"<tr><th scope=\"row\">{row.Name}</th>");
            for (int c = 0; c < row.Pictures.Count; c++)
                Cell(html, row.Pictures[c], $"{row.Name}, {grid.Columns[c]}");
            html.Raw("</tr>");
        }

        html.Raw("</tbody></table></div>");
    }

    private static void Cell(Html html, Picture? picture, string what)
    {
        html.Raw("<td>");
        if (picture is not null)
        {
            html.Add($"<img alt=\"{what}{(picture.Caption.Length > 0 ? ": " : "")}{picture.Caption}\" ")
                .Raw($"src=\"data:image/png;base64,{Convert.ToBase64String(picture.Png)}\">");
            if (picture.Caption.Length > 0)
                html.Add($"<small>{picture.Caption}</small>");
        }

        html.Raw("</td>");
    }
}

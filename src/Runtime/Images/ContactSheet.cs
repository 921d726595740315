using RuleCompiler.Images;

namespace RuleCompiler;

/// <summary>A table of pictures with captions over its columns and before its rows: rules × inputs, for example.</summary>
public sealed class ContactSheet
{
    private const int TextScale = 2;
    private const int TitleScale = 3;
    private const int Margin = 24;
    private const int Gap = 12;
    private static readonly Rgb Ink = new(38, 38, 42);
    private static readonly Rgb Rule = new(222, 222, 226);

    private readonly string[] columns;
    private readonly string[] rows;
    private readonly string? title;
    private readonly RgbImage?[,] images;

    /// <summary>Makes an empty table.</summary>
    /// <param name="columns">The columns' captions, which may be empty.</param>
    /// <param name="rows">The rows' captions, which may be empty.</param>
    /// <param name="title">A title over everything, or null.</param>
    /// <exception cref="ArgumentException">There is no column or no row.</exception>
    public ContactSheet(IEnumerable<string> columns, IEnumerable<string> rows, string? title = null)
    {
        this.columns = [.. columns];
        this.rows = [.. rows];
        this.title = string.IsNullOrEmpty(title) ? null : title;
        if (this.columns.Length == 0 || this.rows.Length == 0)
        {
            throw new ArgumentException("A contact sheet has at least one column and one row.");
        }

        images = new RgbImage?[this.rows.Length, this.columns.Length];
    }

    /// <summary>The picture of a cell; null leaves it empty.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such cell.</exception>
    public RgbImage? this[int row, int column]
    {
        get => images[row, column];
        set => images[row, column] = value;
    }

    /// <summary>Writes the table as a PNG file, as a whole or not at all.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SavePng(string path) => Render().SavePng(path);

    /// <summary>Draws the table.</summary>
    public RgbImage Render()
    {
        int[] widths = [.. columns.Select((text, c) => Math.Max(TextWidth(text), Largest(Column(c), i => i.Width)))];
        int[] heights = [.. rows.Select((text, r) => Math.Max(TextHeight, Largest(Row(r), i => i.Height)))];
        int captions = rows.Max(TextWidth);
        int left = Margin + captions + (captions > 0 ? (Gap * 3 / 2) : 0);
        int head = columns.Max(TextWidth) > 0 ? TextHeight + Gap : 0;
        int first = Margin + (title is null ? 0 : (Font.Height * TitleScale) + (2 * Gap));
        int contentWidth = widths.Sum() + (Gap * (widths.Length - 1));
        int width =
            Math.Max(left + contentWidth, title is null ? 0 : Margin + (Font.Measure(title) * TitleScale)) + Margin;
        int height = first + head + heights.Sum() + (Gap * heights.Length) + Margin - Gap;

        var sheet = new RgbImage(width, height);
        if (title is not null)
        {
            Font.Draw(sheet, title, Margin, Margin, TitleScale, Ink);
        }

        DrawHead(sheet, widths, left, first);
        DrawRows(sheet, widths, heights, left, first + head);
        return sheet;
    }

    private static int TextHeight => Font.Height * TextScale;

    private static int TextWidth(string text) => Font.Measure(text) * TextScale;

    private static int Largest(IEnumerable<RgbImage?> cells, Func<RgbImage, int> side) =>
        cells.Max(image => image is null ? 0 : side(image));

    private IEnumerable<RgbImage?> Column(int c) => rows.Select((_, r) => images[r, c]);

    private IEnumerable<RgbImage?> Row(int r) => columns.Select((_, c) => images[r, c]);

    private void DrawHead(RgbImage sheet, int[] widths, int left, int top)
    {
        for (int c = 0; c < widths.Length; left += widths[c] + Gap, c++)
        {
            Font.Draw(sheet, columns[c], left + ((widths[c] - TextWidth(columns[c])) / 2), top, TextScale, Ink);
        }
    }

    private void DrawRows(RgbImage sheet, int[] widths, int[] heights, int left, int top)
    {
        for (int r = 0; r < heights.Length; top += heights[r] + Gap, r++)
        {
            if (top - (Gap / 2) > Margin)
            {
                sheet.Fill(Margin, top - (Gap / 2) - 1, sheet.Width - (2 * Margin), 1, Rule);
            }

            Font.Draw(sheet, rows[r], Margin, top + ((heights[r] - TextHeight) / 2) + 1, TextScale, Ink);
            DrawCells(sheet, r, widths, heights[r], left, top);
        }
    }

    private void DrawCells(RgbImage sheet, int row, int[] widths, int height, int left, int top)
    {
        for (int c = 0; c < widths.Length; left += widths[c] + Gap, c++)
        {
            if (images[row, c] is { } image)
            {
                sheet.Draw(image, left + ((widths[c] - image.Width) / 2), top + ((height - image.Height) / 2));
            }
        }
    }
}

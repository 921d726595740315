namespace RuleCompiler.Laboratory.Pages;

/// <summary>Pictures side by side: saliency maps of methods (rows) under randomisation (columns).</summary>
/// <param name="Title">The heading.</param>
/// <param name="Columns">The captions of the columns.</param>
/// <param name="Rows">The pictures row by row.</param>
public sealed record PictureGrid(string Title, IReadOnlyList<string> Columns, IReadOnlyList<PictureRow> Rows)
    : PageSection(Title)
{
    /// <summary>Whether the pictures are strips, much wider than high, and want more room.</summary>
    public bool IsWide { get; init; }

    internal override void Check()
    {
        if (Columns.Count == 0 || Rows.Count == 0)
            throw Refuse("a table of pictures needs at least one column and one row.");
        foreach (PictureRow row in Rows)
        {
            if (row.Pictures.Count != Columns.Count)
                throw Refuse($"row '{row.Name}' has {row.Pictures.Count} pictures for {Columns.Count} columns.");
            for (int c = 0; c < Columns.Count; c++)
            {
                if (row.Pictures[c] is { } picture && !picture.Png.AsSpan().StartsWith(Picture.Signature))
                    throw Refuse($"the picture of row '{row.Name}' and column '{Columns[c]}' is no PNG file.");
            }
        }
    }
}

/// <summary>A row of pictures.</summary>
/// <param name="Name">Its caption, usually the method.</param>
/// <param name="Pictures">A picture for each column; null leaves the cell empty.</param>
public sealed record PictureRow(string Name, IReadOnlyList<Picture?> Pictures);

/// <summary>A picture of a page.</summary>
/// <param name="Png">The bytes of a PNG file.</param>
/// <param name="Caption">A few words below it, for example its similarity to the first; may be empty.</param>
public sealed record Picture(byte[] Png, string Caption = "")
{
    internal static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Packs a picture, as <see cref="Heatmap"/> draws it.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="caption">A few words below it.</param>
    public static Picture Of(RgbImage image, string caption = "")
    {
        ArgumentNullException.ThrowIfNull(image);
        return new Picture(image.ToPng(), caption);
    }
}

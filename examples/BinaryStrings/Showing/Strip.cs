using RuleCompiler;

namespace BinaryStrings;

/// <summary>Draws a string's components, or their relevance, as a row of squares.</summary>
internal static class Strip
{
    private const int Cell = 26;
    private static readonly Rgb Line = new(176, 176, 182);
    private static readonly Rgb Ink = new(38, 38, 42);

    /// <summary>Ones dark, zeros white, the block underlined.</summary>
    public static RgbImage Draw(Signal signal)
    {
        RgbImage image = Lined(
            InputPicture.Render(signal.Values, 1, Blocks.Length, Cell, low: 1.4f, high: 0),
            below: 6
        );
        int first = signal.Text.IndexOf(new string('1', Blocks.Block), StringComparison.Ordinal);
        image.Fill((first * Cell) + 1, Cell + 3, (Blocks.Block * Cell) - 1, 4, Ink);
        return image;
    }

    /// <summary>Red for positive relevance, blue for negative.</summary>
    public static RgbImage Draw(Ranking ranking) =>
        Lined(Heatmap.Render([.. ranking.Relevance.Select(value => (float)value)], 1, Blocks.Length, Cell), below: 0);

    private static RgbImage Lined(RgbImage squares, int below)
    {
        RgbImage image = new(squares.Width + 1, squares.Height + 1 + below);
        image.Draw(squares, 0, 0);
        for (int i = 0; i <= Blocks.Length; i++)
            image.Fill(i * Cell, 0, 1, Cell + 1, Line);
        image.Fill(0, 0, image.Width, 1, Line);
        image.Fill(0, Cell, image.Width, 1, Line);
        return image;
    }
}

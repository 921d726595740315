using RuleCompiler.Images;

namespace RuleCompiler.Documentation.Tests.RulePages.Pictures;

/// <summary>Five squares side by side.</summary>
internal static class PageStrip
{
    public const string Inputs = "docs/rules/pictures/inputs.png";

    private const int Tile = 168;
    private const int Gap = 8;
    private static readonly Rgb Frame = new(222, 222, 226);

    /// <summary>The inputs, black on white.</summary>
    public static RgbImage OfInputs() =>
        Join([
            .. PictureInput.All.Select(input =>
            {
                int side = input.Side / input.Pool;
                return InputPicture.Render(
                    input.Pooled(input.Values),
                    side,
                    side,
                    Tile / side,
                    low: input.Pool * input.Pool,
                    high: 0
                );
            }),
        ]);

    /// <summary>The explanations of what the network sees in each, each scaled by its 98th percentile.</summary>
    public static RgbImage Of(PageSubject subject) =>
        Join([
            .. PictureInput
                .All.GroupBy(input => input.Network)
                .SelectMany(group => PictureRelevance.Of(subject, group.Key, [.. group]).Zip(group))
                .Select(pair => Draw(pair.First, pair.Second)),
        ]);

    private static RgbImage Draw(float[]? relevance, PictureInput input)
    {
        if (relevance is null || relevance.Any(r => !float.IsFinite(r)))
            return Crossed();
        // a method on a layer has the layer's resolution
        float[] shown = relevance.Length == input.Values.Length ? input.Pooled(relevance) : relevance;
        int side = (int)Math.Sqrt(shown.Length);
        return Heatmap.Render(shown, side, side, Tile / side, Limit(shown));
    }

    /// <summary>The amount of full colour: a single pixel that outdoes all others must not leave them white.</summary>
    private static double Limit(float[] relevance)
    {
        float[] amounts = [.. relevance.Where(r => r != 0).Select(Math.Abs).Order()];
        return amounts.Length == 0 ? 0 : amounts[(int)(0.98 * (amounts.Length - 1))];
    }

    /// <summary>A square that stands for no explanation: refused, or not finite.</summary>
    private static RgbImage Crossed()
    {
        RgbImage tile = new(Tile, Tile);
        for (int i = 0; i < Tile; i++)
        {
            tile.Fill(i, i, 2, 2, Frame);
            tile.Fill(i, Tile - 1 - i, 2, 2, Frame);
        }
        return tile;
    }

    private static RgbImage Join(IReadOnlyList<RgbImage> tiles)
    {
        RgbImage strip = new((tiles.Count * (Tile + 2)) + ((tiles.Count - 1) * Gap), Tile + 2);
        for (int i = 0; i < tiles.Count; i++)
        {
            int left = i * (Tile + 2 + Gap);
            strip.Fill(left, 0, Tile + 2, Tile + 2, Frame);
            strip.Draw(tiles[i], left + 1, 1);
        }
        return strip;
    }
}

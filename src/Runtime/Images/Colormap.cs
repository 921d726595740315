using RuleCompiler.Images;

namespace RuleCompiler;

/// <summary>The colours of relevance.</summary>
/// <remarks>
/// As in the field's figures, white is zero, red positive, blue negative. Unlike matplotlib's bwr and seismic, whose
/// blue is far darker than their red, the two sides have the same lightness: it falls linearly in Oklab from white
/// to 0.42, so that equal amounts look equally strong whatever their sign, and the map still reads in grey.
/// </remarks>
public static class Colormap
{
    private const int Steps = 255;
    private static readonly Rgb[] Positive = Side(hue: 27);
    private static readonly Rgb[] Negative = Side(hue: 260);

    /// <summary>The colour of a relevance.</summary>
    /// <param name="value">From −1 (blue) through 0 (white) to 1 (red); beyond is clamped.</param>
    /// <exception cref="ArgumentException">The value is NaN.</exception>
    public static Rgb Diverging(float value)
    {
        if (float.IsNaN(value))
        {
            throw new ArgumentException("NaN has no colour.", nameof(value));
        }

        int step = (int)MathF.Round(Math.Min(Math.Abs(value), 1) * Steps);
        return value < 0 ? Negative[step] : Positive[step];
    }

    private static Rgb[] Side(double hue)
    {
        var colours = new Rgb[Steps + 1];
        for (int i = 0; i <= Steps; i++)
        {
            double t = (double)i / Steps;

            // Colour comes fast and stays: near zero the hue must be seen, at the end darkness tells the amount.
            colours[i] = Oklab.ToRgb(1 - (0.58 * t), 0.23 * (1 - Math.Pow(1 - t, 1.7)), hue);
        }

        return colours;
    }
}

namespace RuleCompiler.Images;

/// <summary>Björn Ottosson's perceptual colour space (2020).</summary>
internal static class Oklab
{
    /// <summary>The sRGB colour of a lightness 0 … 1, chroma and hue in degrees; the chroma shrinks until it can be shown.</summary>
    public static Rgb ToRgb(double lightness, double chroma, double hue)
    {
        double angle = hue * Math.PI / 180;
        for (; chroma > 0; chroma -= 0.001)
        {
            (double r, double g, double b) = Linear(lightness, chroma * Math.Cos(angle), chroma * Math.Sin(angle));
            if (Shown(r) && Shown(g) && Shown(b))
            {
                return new Rgb(Encode(r), Encode(g), Encode(b));
            }
        }

        byte grey = Encode(lightness * lightness * lightness);
        return new Rgb(grey, grey, grey);
    }

    private static (double R, double G, double B) Linear(double lightness, double a, double b)
    {
        double l = Cube(lightness + (0.3963377774 * a) + (0.2158037573 * b));
        double m = Cube(lightness - (0.1055613458 * a) - (0.0638541728 * b));
        double s = Cube(lightness - (0.0894841775 * a) - (1.2914855480 * b));
        return (
            (4.0767416621 * l) - (3.3077115913 * m) + (0.2309699292 * s),
            (-1.2684380046 * l) + (2.6097574011 * m) - (0.3413193965 * s),
            (-0.0041960863 * l) - (0.7034186147 * m) + (1.7076147010 * s)
        );
    }

    private static bool Shown(double channel) => channel is >= -1e-4 and <= 1 + 1e-4;

    private static byte Encode(double linear)
    {
        double c = Math.Clamp(linear, 0, 1);
        double encoded = c <= 0.0031308 ? 12.92 * c : (1.055 * Math.Pow(c, 1 / 2.4)) - 0.055;
        return (byte)Math.Round(255 * encoded);
    }

    private static double Cube(double x) => x * x * x;
}

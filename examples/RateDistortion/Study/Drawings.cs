using DetypifyExample;
using RuleCompiler;

namespace RdeStudy;

/// <summary>Symbols drawn by many hands: nobody's own drawings are at hand, so a seeded hand turns, slants and shakes.</summary>
internal static class Drawings
{
    private const double Turn = 0.08; // radians
    private const double Slant = 0.1;
    private const double Stretch = 0.1;
    private const double Shake = 1.2; // of 100

    /// <summary>Ten symbols' strokes.</summary>
    public static IReadOnlyList<(string Name, (double X, double Y)[][] Strokes)> All { get; } =
    [
        .. Symbols.All,
        (
            "∀",
            [
                [(8, 4), (50, 96), (92, 4)],
                [(26, 44), (74, 44)],
            ]
        ),
        (
            "∇",
            [
                [(6, 8), (50, 94), (94, 8), (6, 8)],
            ]
        ),
        (
            "⊥",
            [
                [(50, 4), (50, 94)],
                [(6, 94), (94, 94)],
            ]
        ),
        (
            "→",
            [
                [(4, 50), (96, 50)],
                [(70, 26), (96, 50), (70, 74)],
            ]
        ),
        (
            "≤",
            [
                [(86, 8), (14, 40), (86, 72)],
                [(14, 94), (86, 94)],
            ]
        ),
        (
            "⊂",
            [
                [(90, 12), (48, 12), (24, 22), (12, 50), (24, 78), (48, 88), (90, 88)],
            ]
        ),
    ];

    /// <summary>A symbol as one hand draws it, [1, 224, 224] in [0, 1].</summary>
    /// <param name="symbol">Its number.</param>
    /// <param name="hand">Whose hand.</param>
    public static float[] Draw(int symbol, int hand)
    {
        SampleRandom random = new((ulong)symbol, hand);
        (double sin, double cos) = Math.SinCos(Turn * random.Normal());
        double slant = Slant * random.Normal(),
            stretch = Math.Exp(Stretch * random.Normal());
        return Drawing.Draw([.. All[symbol].Strokes.Select(stroke => stroke.Select(Moved).ToArray())]);

        (double X, double Y) Moved((double X, double Y) point)
        {
            double x = (point.X * stretch) + (slant * point.Y) + (Shake * random.Normal()),
                y = point.Y + (Shake * random.Normal());
            return ((cos * x) - (sin * y), (sin * x) + (cos * y));
        }
    }
}

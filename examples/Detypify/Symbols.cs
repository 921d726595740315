namespace DetypifyExample;

/// <summary>Four symbols, drawn as one would by hand.</summary>
public static class Symbols
{
    public static IReadOnlyList<(string Name, (double X, double Y)[][] Strokes)> All { get; } =
    [
        (
            "∑",
            [
                [(80, 12), (78, 4), (10, 5), (48, 50), (9, 97), (82, 95), (84, 84)],
            ]
        ),
        (
            "∫",
            [
                [
                    (72, 14),
                    (68, 6),
                    (61, 3),
                    (55, 9),
                    (52, 22),
                    (50, 50),
                    (48, 78),
                    (45, 91),
                    (39, 97),
                    (32, 94),
                    (28, 86),
                ],
            ]
        ),
        ("∈", [Curve(t => (50 + (42 * Math.Cos(t)), 50 + (42 * Math.Sin(t))), 5.2, 1.1), [(9, 51), (72, 49)]]),
        ("θ", [Curve(t => (50 + (26 * Math.Cos(t)), 50 + (46 * Math.Sin(t))), -1.5, 4.9), [(25, 51), (75, 49)]]),
    ];

    private static (double X, double Y)[] Curve(Func<double, (double X, double Y)> at, double from, double to) =>
        [.. Enumerable.Range(0, 33).Select(i => at(from + ((to - from) * i / 32)))];
}

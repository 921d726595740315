namespace RuleCompiler.Laboratory.Pages.Rendering;

/// <summary>The colour and dashes of each method, the same in all charts of a page.</summary>
/// <remarks>
/// Seven colours with 3:1 on the page, chosen by search so that they stay apart in Oklab for readers with and without
/// red or green cones, and four kinds of dashes: 28 pairs before one comes again, and neighbours differ in both.
/// </remarks>
internal sealed class Strokes
{
    /// <summary>How many colours page.css has, as --c0, --c1, …</summary>
    public const int Colours = 7;

    private static readonly int[][] Patterns =
    [
        [],
        [7, 4],
        [2, 3],
        [10, 3, 2, 3],
    ];
    private readonly Dictionary<string, int> places;

    public Strokes(StudyPage page) =>
        places = page.Sections.SelectMany(Names).Distinct().Select((name, i) => (name, i)).ToDictionary();

    public int Colour(string method) => places[method] % Colours;

    public int[] Dashes(string method) => Patterns[places[method] % Patterns.Length];

    private static IEnumerable<string> Names(PageSection section) =>
        section switch
        {
            LineChart chart => chart.Series.Select(s => s.Name),
            Histogram histogram => histogram.Series.Select(s => s.Name),
            _ => [],
        };
}

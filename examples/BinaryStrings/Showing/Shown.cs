using System.Globalization;
using RuleCompiler;
using RuleCompiler.Laboratory.Pages;

namespace BinaryStrings;

/// <summary>The study as a picture and as a page.</summary>
internal static class Shown
{
    /// <summary>The maps side by side: a row a method, a column a signal (Fig. 2 and 3).</summary>
    public static ContactSheet Sheet(IReadOnlyList<Studied> studied)
    {
        ContactSheet sheet = new(
            studied.Select(one => one.Signal.Name),
            ["signal", .. studied[0].Rankings.Select(ranking => ranking.Name)],
            "Which ones make the block?"
        );
        for (int s = 0; s < studied.Count; s++)
        {
            sheet[0, s] = Strip.Draw(studied[s].Signal);
            for (int m = 0; m < studied[s].Rankings.Count; m++)
                sheet[m + 1, s] = Strip.Draw(studied[s].Rankings[m]);
        }

        return sheet;
    }

    /// <summary>Maps, rate-distortion curves, lemmas.</summary>
    public static StudyPage Page(
        IReadOnlyList<Studied> studied,
        IReadOnlyList<Lemma44> lemmas,
        Conclusion conclusion
    ) =>
        new("Binary strings", [Maps(studied), .. studied.Select(Curves), Bound(lemmas)])
        {
            Conclusion = conclusion,
            Facts =
            [
                ("network", "16 – 12 – 1 – 1, built so that it says whether 5 ones follow each other"),
                ("sets tried", $"all {Strings.Count}, each with the exact expectation over binary completions"),
            ],
        };

    private static PictureGrid Maps(IReadOnlyList<Studied> studied) =>
        new(
            "Relevance maps",
            [.. studied.Select(one => one.Signal.Name)],
            [
                new(
                    "signal",
                    [.. studied.Select(one => Picture.Of(Strip.Draw(one.Signal), "the block is underlined"))]
                ),
                .. studied[0]
                    .Rankings.Select(
                        (ranking, m) =>
                            new PictureRow(
                                ranking.Name,
                                [
                                    .. studied.Select(one =>
                                        Picture.Of(Strip.Draw(one.Rankings[m]), Said(one.Rankings[m]))
                                    ),
                                ]
                            )
                    ),
            ]
        )
        {
            IsWide = true,
        };

    private static LineChart Curves(Studied one) =>
        new(
            $"Rate and distortion: {one.Signal.Name}",
            [.. Enumerable.Range(0, Blocks.Length + 1).Select(k => k.ToString(CultureInfo.InvariantCulture))],
            [
                new("optimum", one.Optimal),
                .. one.Rankings.Select((ranking, m) => new LineSeries(ranking.Name, one.Along[m])),
            ]
        )
        {
            CategoryName = "components",
            CategoryTitle = "components that are fixed, the most relevant first",
            ValueTitle = "distortion D",
            Range = (0, 0.45),
            Note =
                "Read from the left, a curve tells R_π(ε): the first number of components whose distortion is at most ε. "
                + "The optimum is R(ε): no set of this size has less.",
        };

    private static LineChart Bound(IReadOnlyList<Lemma44> lemmas) =>
        new(
            "Lemma 4.4: uniform numbers instead of uniform bits",
            [.. lemmas.Select(lemma => lemma.Eta.ToString(CultureInfo.InvariantCulture))],
            [
                new("the bound dη/2", [.. lemmas.Select(lemma => lemma.Bound)]),
                new("largest |D^c − D^b|", [.. lemmas.Select(lemma => lemma.ContinuousGap)]),
            ]
        )
        {
            CategoryName = "η",
            CategoryTitle = "η",
            ValueTitle = "difference of distortions",
            Scale = ValueScale.Logarithmic,
        };

    private static string Said(Ranking ranking) => ranking.FindsBlock ? "finds the block" : "does not find the block";
}

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using RuleCompiler.Laboratory.Pages;
using RuleCompiler.Laboratory.Pages.Rendering;

namespace RuleCompiler.Laboratory.Tests.Pages;

public sealed partial class StudyPageTests
{
    private static readonly LineChart Chart = new("C", ["fc", "input"], [new("m", [0.5, 0.1])]);

    [Fact]
    public void Is_written_as_a_whole_and_names_nothing_outside_of_itself()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("rulec-page-").FullName, "page.html");
        SampleStudy.Page.Save(path);
        string html = File.ReadAllText(path);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

        Assert.StartsWith("<!DOCTYPE html>", html);
        Assert.EndsWith("</html>\n", html);
        Assert.DoesNotMatch(Elsewhere(), html);
        Assert.Contains("The MIT License (MIT)", html);
        Assert.Contains("Leon Sorokin", html);
    }

    [Fact]
    public void The_same_study_gives_the_same_page() =>
        Assert.Equal(SampleStudy.Page.ToHtml(), SampleStudy.Page.ToHtml());

    [Fact]
    public void A_gap_a_zero_and_a_value_stay_what_they_are()
    {
        var chart = new LineChart("C", ["a", "b", "c"], [new("m", [0.5, double.NaN, 0])])
        {
            Scale = ValueScale.Logarithmic,
        };
        string html = new StudyPage("T", [chart]).ToHtml();
        Assert.Contains("\"at\":[0.5,null,0.01]", html);
        Assert.Contains("\"texts\":[\"0.5\",\"no value\",\"0\"]", html);
        Assert.Contains("▽ at the lower edge: 0, or below 0.01, which has no place on this axis.", html);
        Assert.Contains("Where a curve has a gap there is no value.", html);
        Assert.Equal(2, Regex.Count(html, "<path class=\"curve\" [^>]*d=\"M72 [0-9.]+\"/>|<path class=\"beyond\""));
    }

    [Fact]
    public void A_chart_alone_is_a_picture_with_its_legend()
    {
        var chart = new LineChart("A & B", ["a", "b"], [new("one", [0.5, 0.1]), new("two", [0.4, 0.2])]);
        string path = Path.Combine(Directory.CreateTempSubdirectory("rulec-chart-").FullName, "chart.svg");
        chart.SaveSvg(path);
        var svg = System.Xml.Linq.XDocument.Load(path);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

        Assert.Equal("A & B", svg.Root!.Attribute("aria-label")!.Value);
        string[] texts = [.. svg.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value)];
        Assert.All(["one", "two", "a", "b"], text => Assert.Contains(text, texts));
        Assert.Equal(2 + 2, svg.Descendants().Count(e => e.Attribute("class")?.Value == "curve")); // curves, and swatches
        Assert.Throws<ArgumentException>(() => (chart with { Series = [] }).SaveSvg(path));
    }

    [Fact]
    public void What_has_a_position_lies_there()
    {
        var chart = new LineChart("C", ["0 %", "10 %", "11 %", "100 %"], [new("m", [3, 2, 1, 0])])
        {
            Positions = [0, 0.1, 0.11, 1],
            CategoryName = "rate",
        };
        string html = new StudyPage("T", [chart]).ToHtml();
        Assert.Contains("\"places\":[0,0.1,0.11,1]", html);
        Assert.Contains("<th scope=\"col\">rate</th>", html);
        // the plot goes from 72 to 820
        Assert.Matches("d=\"M72 [0-9.]+L146.8 [0-9.]+L154.28 [0-9.]+L820 [0-9.]+\"", html);
        // no room for the label of 11 % beside that of 10 %
        string drawing = html[html.IndexOf("<svg class=\"static\"", StringComparison.Ordinal)..].Split("</svg>")[0];
        Assert.Equal(
            ["0 %", "10 %", "100 %"],
            Regex.Matches(drawing, ">([0-9]+ %)</text>").Select(m => m.Groups[1].Value)
        );
    }

    [Fact]
    public void Bands_are_called_by_what_they_are()
    {
        string html = SampleStudy.Page.ToHtml();
        Assert.Contains("Bands (5th to 95th percentile) show when at most 4 methods are left", html);
        Assert.Contains("Bands (99 % bootstrap intervals) are drawn around the curves.", html);
    }

    [Fact]
    public void A_method_looks_the_same_in_every_chart_and_like_no_other()
    {
        LineSeries[] methods = [.. Enumerable.Range(0, 20).Select(i => new LineSeries($"m{i}", [1, 1]))];
        var page = new StudyPage(
            "T",
            [Chart with { Series = methods }, Chart with { Series = [.. methods.Reverse()] }]
        );
        var strokes = new Strokes(page);
        string[] looks =
        [
            .. methods.Select(m => $"{strokes.Colour(m.Name)}|{string.Join(' ', strokes.Dashes(m.Name))}"),
        ];
        Assert.Equal(looks.Length, looks.Distinct().Count());
    }

    [Theory]
    [InlineData("light", 0)]
    [InlineData("dark", 1)]
    public void Colours_stand_out_from_the_page(string scheme, int which)
    {
        // the first value of a variable in the styles is the light one, the second the dark one
        string Value(string name) => Regex.Matches(Asset.Styles, $"--{name}: #([0-9a-f]{{6}})")[which].Groups[1].Value;

        double page = Luminance(Value("page"));
        foreach (string name in Enumerable.Range(0, Strokes.Colours).Select(i => $"c{i}"))
        {
            // 3:1, WCAG 2.2 criterion 1.4.11
            double contrast = Contrast(page, Luminance(Value(name)));
            Assert.True(contrast >= 3, $"{name} has {contrast:0.00}:1 on the {scheme} page");
        }

        // 4.5:1 for text, criterion 1.4.3
        foreach (string name in (string[])["ink", "soft", "link"])
            Assert.True(Contrast(page, Luminance(Value(name))) >= 4.5, $"{name} on the {scheme} page");
    }

    [Fact]
    public void Counts_fall_into_the_bin_that_holds_them()
    {
        double[] edges = [0, 0.5, 1];
        HistogramSeries counted = Histogram.Count("m", [0, 0.2, 0.5, 1, 1.0000001, -0.1, double.NaN], edges);
        Assert.Equal([3L, 3L], counted.Counts);
    }

    [Fact]
    public void The_longest_chain_is_the_lowest_of_the_longest()
    {
        MatrixSign p = MatrixSign.NonNegative,
            m = MatrixSign.Mixed;
        Assert.Equal((3, 2), new Finding("a", [p, p, m, p, p, m, p]).LongestChain);
        Assert.Equal((0, 3), new Finding("b", [p, p, p]).LongestChain);
        Assert.Equal((0, 0), new Finding("c", [m, m]).LongestChain);
    }

    public static TheoryData<PageSection, string> Wrong =>
        new()
        {
            { Chart with { Categories = ["fc"] }, "Section 'C': 'm' has 2 values for 1 layers." },
            { Chart with { Series = [] }, "at least one layer and one curve" },
            { Chart with { Series = [new("m", [1, 2], Low: [0, 1])] }, "one end of its band without the other" },
            { Chart with { Series = [new("m", [1, 2]), new("m", [1, 2])] }, "two curves are called 'm'" },
            { Chart with { Range = (1, 0) }, "the axis cannot go from 1 to 0" },
            { Chart with { Positions = [0] }, "the positions are not 2 finite numbers in ascending order" },
            { Chart with { Positions = [1, 1] }, "the positions are not 2 finite numbers in ascending order" },
            { Chart with { Positions = [0, double.NaN] }, "the positions are not 2 finite numbers" },
            { new Histogram("H", [0, 1, 1], [new("m", [1, 2])]), "edge 2 is 1, after 1" },
            { new Histogram("H", [0, 1], [new("m", [1, 2])]), "'m' has 2 counts for 1 bins" },
            { new Histogram("H", [0, 1], [new("m", [-1])]), "'m' has the count -1" },
            { new PictureGrid("P", ["a", "b"], [new("r", [null])]), "row 'r' has 1 pictures for 2 columns" },
            { new PictureGrid("P", ["a"], [new("r", [new Picture([1, 2])])]), "row 'r' and column 'a' is no PNG" },
            { new Findings("F", ["a"], [new("m", [])]), "'m' has 0 signs for 1 layers" },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_does_not_fit_together_is_refused_by_name(PageSection section, string says) =>
        Assert.Contains(says, Assert.Throws<ArgumentException>(() => new StudyPage("T", [section]).ToHtml()).Message);

    private static double Contrast(double a, double b) => (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);

    private static double Luminance(string colour)
    {
        double Linear(int at)
        {
            double c = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber) / 255.0;
            return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Linear(0)) + (0.7152 * Linear(2)) + (0.0722 * Linear(4));
    }

    /// <summary>An attribute or a style that would load something; uPlot's own address in its licence loads nothing.</summary>
    [GeneratedRegex("""(src|href)="(?!data:|#)|url\(|@import""")]
    private static partial Regex Elsewhere();
}

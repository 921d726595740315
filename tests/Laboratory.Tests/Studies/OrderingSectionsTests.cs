using RuleCompiler.Laboratory.Pages;

namespace RuleCompiler.Laboratory.Tests.Studies;

/// <summary>The relevance-ordering test as a chart.</summary>
public sealed class OrderingSectionsTests
{
    private static readonly OrderingCurve Falling = Curve(OrderingFormulation.Productive, [0, 2, 8], [4, 1, 0]);

    [Fact]
    public void A_curve_a_method_at_its_rates_with_its_interval()
    {
        LineChart chart = OrderingSections.Curves("T", [("a", Falling), ("b", Falling)], 0.9);

        Assert.Equal([0, 0.25, 1], chart.Positions);
        Assert.Equal(["0 %", "25 %", "100 %"], chart.Categories);
        Assert.Equal(["a", "b"], chart.Series.Select(s => s.Name));
        Assert.Equal([4, 1, 0], chart.Series[1].Values);
        Assert.Equal([3.5, 0.5, -0.5], chart.Series[1].Low!);
        Assert.Equal([4.5, 1.5, 0.5], chart.Series[1].High!);
        Assert.Equal("90 % intervals of the mean", chart.BandTitle);
        Assert.Contains("The faster a curve falls", chart.Note);
        Assert.Contains("<td>4<small>", new StudyPage("P", [chart]).ToHtml());
    }

    [Fact]
    public void The_destructive_question_is_asked_the_other_way_round()
    {
        OrderingCurve rising = Curve(OrderingFormulation.Destructive, [0, 2, 8], [0, 1, 4]);
        LineChart chart = OrderingSections.Curves("T", [("a", rising)]);
        Assert.Contains("randomised", chart.CategoryTitle);
        Assert.Contains("The faster a curve rises", chart.Note);
    }

    [Fact]
    public void Curves_that_cannot_be_compared_are_refused()
    {
        Says("at least one", []);
        Says(
            "of 'b' differ from those of 'a'",
            [("a", Falling), ("b", Curve(OrderingFormulation.Productive, [0, 8], [4, 0]))]
        );
        Says(
            "of 'b' differ from those of 'a'",
            [("a", Falling), ("b", Curve(OrderingFormulation.Destructive, [0, 2, 8], [4, 1, 0]))]
        );
    }

    private static void Says(string expected, (string, OrderingCurve)[] methods) =>
        Assert.Contains(
            expected,
            Assert.Throws<ArgumentException>(() => OrderingSections.Curves("T", methods)).Message
        );

    private static OrderingCurve Curve(OrderingFormulation formulation, int[] counts, double[] means) =>
        new(formulation, 8, counts, [.. means.Select(m => new ConfidenceInterval(m, m - 0.5, m + 0.5))]);
}

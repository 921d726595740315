using System.Xml.Linq;
using RuleCompiler.Bench.Growth;

namespace RuleCompiler.Bench.Tests;

/// <summary>Fits, jumps and charts of measurements that are made up.</summary>
public sealed class GrowthTests
{
    [Fact]
    public void APowerIsFound()
    {
        PowerFit fit = PowerFit.Of([.. new[] { 1, 2, 5, 16, 300 }.Select(x => ((double)x, 3 * Math.Pow(x, 1.75)))]);
        Assert.Equal(1.75, fit.Exponent, 12);
        Assert.Equal(3, fit.Factor, 12);
        Assert.Equal(3 * Math.Pow(7, 1.75), fit.At(7), 9);
    }

    [Fact]
    public void TheFitIsTheLeastInSquaresOfLogarithms()
    {
        (double X, double Y)[] points = [(1, 2), (2, 3), (4, 9), (8, 10)];
        PowerFit fit = PowerFit.Of(points);
        double least = Squares(fit);
        foreach (double step in new[] { -1e-3, 1e-3 })
        {
            Assert.True(Squares(fit with { Exponent = fit.Exponent + step }) > least);
            Assert.True(Squares(fit with { Factor = fit.Factor * (1 + step) }) > least);
        }

        double Squares(PowerFit f) => points.Sum(p => Math.Pow(Math.Log(p.Y / f.At(p.X)), 2));
    }

    [Fact]
    public void OneSizeMakesNoPower() => Assert.Throws<ArgumentException>(() => PowerFit.Of([(2, 1), (2, 3)]));

    [Fact]
    public void AJumpIsBeyondWhatOperationsExplain()
    {
        // four times the work in six times the time; then a step that work explains wholly; then one down
        GrowthCurve curve = new(1, [new(1, 100, 1), new(2, 400, 6), new(4, 4000, 60), new(8, 8000, 100)]);
        Assert.Equal((1.5, 1, 2), (Math.Round(curve.Jump.Factor, 12), curve.Jump.From, curve.Jump.To));
        Assert.True(curve.Time.Exponent > curve.Work.Exponent);
    }

    [Fact]
    public void OperationsOfTheFamilyAreThoseOfItsConvolutions()
    {
        // EpsilonPlus: three products of each convolution where inputs are not negative, two of the dense layer
        double convolution(int inputs, int side) => 2.0 * 8 * inputs * 9 * side * side;
        Assert.Equal(
            (3 * (convolution(3, 12) + convolution(8, 12) + (2 * convolution(8, 6)))) + (2 * 2 * 8 * 10),
            new Family(Width: 8, Depth: 4, Side: 12).Operations()
        );
    }

    [Fact]
    public void AChartIsWellFormedAndShowsEveryPoint()
    {
        Sweep sweep = Sweep.All[0];
        GrowthCurve[] curves =
        [
            .. new[] { 1, 2 }.Select(threads => new GrowthCurve(
                threads,
                [.. sweep.Sizes.Select(size => new GrowthPoint(size, 1e6 * size, size / (double)threads))]
            )),
        ];
        XElement svg = XElement.Parse(new GrowthChart(sweep, curves).Svg());
        XElement[] circles = [.. svg.Elements().Where(e => e.Name.LocalName == "circle")];
        Assert.Equal(2 * sweep.Sizes.Length, circles.Length);
        Assert.All(circles, c => Assert.InRange((double)c.Attribute("cx")!, 0, (double)svg.Attribute("width")!));
        Assert.All(circles, c => Assert.InRange((double)c.Attribute("cy")!, 0, (double)svg.Attribute("height")!));
        Assert.Contains("prefers-color-scheme: dark", svg.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.9, 21, "1 2 5 10 20")]
    [InlineData(3, 900, "10 100")]
    public void TicksAreRound(double low, double high, string ticks) =>
        Assert.Equal(
            ticks.Split(' ').Select(double.Parse),
            new LogAxis(low, high, 0, 100).Ticks().Select(t => Math.Round(t, 9))
        );
}

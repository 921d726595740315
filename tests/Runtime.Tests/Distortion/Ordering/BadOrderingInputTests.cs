using RuleCompiler.Runtime.Tests.Methods;

namespace RuleCompiler.Runtime.Tests.Distortion.Ordering;

public class BadOrderingInputTests
{
    private static readonly FunctionNetwork Network = FunctionNetwork.Linear([1, 2, 3], 0);
    private static readonly UniformReference Reference = new(3);

    [Theory]
    [InlineData(4, 4, 1, "4 values, which is no whole number of images of 3")]
    [InlineData(0, 0, 1, "0 values, which is no whole number")]
    [InlineData(6, 3, 1, "3 relevances for 6 values of 2 images")]
    [InlineData(9, 9, 2, "2 targets for 3 images")]
    public void LengthsThatDoNotFitAreRefused(int inputs, int relevances, int targets, string expected) =>
        Says(expected, () => Test(new float[inputs], new float[relevances], new int[targets], Reference));

    [Fact]
    public void WhatIsNotFiniteIsRefusedWithItsPlace()
    {
        Says("The input of image 1 holds NaN at index 2", () => Test([1, 2, 3, 4, 5, float.NaN], new float[6]));
        Says(
            "The relevance of image 0 holds Infinity at index 1",
            () => Test(new float[3], [0, float.PositiveInfinity, 0])
        );
    }

    [Fact]
    public void AnOutputThatIsNotThereIsRefused() =>
        Says("the network's are 0 to 0", () => Test(new float[3], new float[3], [1], Reference));

    [Fact]
    public void AReferenceOfAnotherSizeIsRefused() =>
        Says(
            "one of 4 numbers, the network's input has 3",
            () => Test(new float[3], new float[3], [0], new UniformReference(4))
        );

    [Theory]
    [InlineData(new double[0], "empty")]
    [InlineData(new[] { 0, 1.5 }, "The rate 1.5 is none")]
    [InlineData(new[] { double.NaN }, "The rate NaN is none")]
    [InlineData(new[] { 0.5, 0.5 }, "The rate 0.5 follows 0.5")]
    public void RatesThatAreNoneAreRefused(double[] rates, string expected) =>
        Says(expected, () => Test(new float[3], new float[3], [0], Reference, new() { Rates = rates }));

    [Fact]
    public void OptionsOutOfRangeAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new OrderingOptions { Samples = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new OrderingOptions { Steps = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new OrderingOptions { Confidence = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new OrderingOptions { Confidence = double.NaN });
        Says(
            "[3] has no pixels",
            () => Test(new float[3], new float[3], [0], Reference, new() { Components = OrderingComponents.Pixels })
        );
    }

    [Fact]
    public void CurvesOfOtherRatesAreNotAveraged()
    {
        OrderingCurve three = Test(new float[3], new float[3]).Mean,
            one = Test(new float[3], new float[3], [0], Reference, new() { Rates = [0.5] }).Mean;
        Says("differ in their rates", () => OrderingResult.Of([three, one]));
        Says("There is no curve", () => OrderingResult.Of([]));
    }

    [Fact]
    public void CurvesOfOnesOwnAreChecked()
    {
        ConfidenceInterval one = new(1, double.NaN, double.NaN);
        Says("The curve has no point", () => Curve([], []));
        Says("There are 1 distortions for 2 counts", () => Curve([0, 4], [one]));
        Says("The count 2 follows 2", () => Curve([2, 2], [one, one]));
        Says("A count is one from 0 to the 4 components", () => Curve([0, 5], [one, one]));
        Says("A count is one from 0 to the 4 components", () => Curve([-1], [one]));
        Says("The distortion at count 3 is NaN", () => Curve([3], [one with { Mean = double.NaN }]));
        Says("The distortion at count 3 is -1", () => Curve([3], [one with { Mean = -1 }]));
        Says("one of Productive or Destructive", () => new OrderingCurve((OrderingFormulation)7, 4, [0], [one]));
        Says("components", () => new OrderingCurve(OrderingFormulation.Productive, 0, [0], [one]));

        static OrderingCurve Curve(int[] counts, ConfidenceInterval[] distortions) =>
            new(OrderingFormulation.Productive, 4, counts, distortions);
    }

    private static OrderingResult Test(
        float[] inputs,
        float[] relevances,
        int[]? targets = null,
        ReferenceDistribution? reference = null,
        OrderingOptions? options = null
    ) =>
        RelevanceOrdering.Test(
            Network,
            inputs,
            relevances,
            targets ?? [0],
            reference ?? Reference,
            options ?? new() { Samples = 2 }
        );

    private static void Says(string expected, Action act) =>
        Assert.Contains(expected, Assert.ThrowsAny<ArgumentException>(act).Message);
}

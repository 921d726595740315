namespace RuleCompiler.Runtime.Tests;

public sealed class HeatmapTests
{
    [Fact]
    public void WhiteIsZeroRedPositiveBlueNegative()
    {
        RgbImage image = Heatmap.Render([0, 2, -2, 1], height: 2, width: 2, scale: 3);
        Assert.Equal((6, 6), (image.Width, image.Height));
        Assert.Equal(Rgb.White, image[2, 2]);
        Assert.Equal(Colormap.Diverging(1), image[3, 0]);
        Assert.Equal(Colormap.Diverging(-1), image[0, 3]);
        Assert.Equal(Colormap.Diverging(0.5f), image[5, 5]);
        Assert.True(image[3, 0].R > image[3, 0].B + 80);
        Assert.True(image[0, 3].B > image[0, 3].R + 80);
    }

    [Fact]
    public void ChannelsAreSummed() =>
        Assert.Equal(Heatmap.Render([4, 2], 1, 2).Pixels, Heatmap.Render([1, 1, 1, 2, 2, -1], 1, 2).Pixels);

    [Fact]
    public void NoRelevanceIsWhite() =>
        Assert.All(Heatmap.Render(new float[4], 2, 2).Pixels, b => Assert.Equal(255, b));

    [Fact]
    public void AGivenLimitMakesPicturesComparable() =>
        Assert.Equal(Colormap.Diverging(0.5f), Heatmap.Render([1, 0], 1, 2, 1, limit: 2)[0, 0]);

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void WhatIsNotFiniteIsAnError(float value) =>
        Assert.Contains(
            "Relevance 1 ",
            Assert.Throws<ArgumentException>(() => Heatmap.Render([0, value], 1, 2)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void ALengthThatFitsNoChannelsIsAnError() =>
        Assert.Throws<ArgumentException>(() => Heatmap.Render([1, 2, 3], 1, 2));

    /// <summary>Equal amounts look equally strong: the two sides' luminances differ by less than 6 %.</summary>
    [Fact]
    public void BothSidesDarkenAlike()
    {
        for (float t = 0; t < 1; t += 0.05f)
        {
            Assert.InRange(Luminance(Colormap.Diverging(t)) - Luminance(Colormap.Diverging(-t)), -0.06, 0.06);
            Assert.True(Luminance(Colormap.Diverging(t)) > Luminance(Colormap.Diverging(t + 0.05f)));
        }
    }

    [Fact]
    public void TheInputIsDrawnBetweenItsBounds()
    {
        RgbImage image = InputPicture.Render([-1, 0, 1, 2], 1, 4, low: -1, high: 1);
        Assert.Equal([0, 128, 255, 255], Enumerable.Range(0, 4).Select(x => (int)image[x, 0].R));
        Assert.Equal(new Rgb(255, 0, 51), InputPicture.Render([1, 0, 0.2f], 1, 1)[0, 0]);
    }

    private static double Luminance(Rgb c) => (0.2126 * Linear(c.R)) + (0.7152 * Linear(c.G)) + (0.0722 * Linear(c.B));

    private static double Linear(byte channel) => Math.Pow(channel / 255.0, 2.2);
}

namespace RuleCompiler.Kernels.Tests;

/// <summary>A product of samples abreast is the blocked product, number by number: both sum in the same order.</summary>
public class AbreastTests : AsBlocked
{
    [Theory]
    [InlineData(16, 64, 64, 5, 7, true)]
    [InlineData(15, 64, 64, 5, 7, false)] // too few samples
    [InlineData(64, 64, 64, 1, 7, false)] // nothing hangs over
    [InlineData(64, 3, 64, 3, 32, false)] // turned for few products
    [InlineData(64, 64, 64, 3, 128, false)] // too large when turned
    [InlineData(64, 8, 8, 63, 64, false)] // too many ways to hang over
    public void PaysForManySmallImages(int count, int channels, int outputs, int window, int size, bool pays)
    {
        int border = window / 2;
        var shape = new ConvShape(channels, size, size, outputs, window, window, 1, 1, border, border, border, border);
        Assert.Equal(pays, Abreast<Identity, Identity, Tile6<Lanes256>>.Pays(Asked(shape, count, false, false)));
    }

    [Theory]
    [InlineData(32, 24, 7)]
    [InlineData(37, 24, 7)] // the rest in place
    [InlineData(70, 24, 7)]
    [InlineData(37, 136, 9)] // the rest from packed patches
    public void ASampleIsTheSameInEveryPlaceOfABatch(int count, int channels, int size)
    {
        var shape = new ConvShape(channels, size, size, 24, 5, 5, 1, 1, 2, 2, 2, 2);
        LayerProduct asked = Asked(shape, 1, true, false);
        using NativeBuffer sources = new(count * shape.OutputSize),
            targets = new(count * shape.InputSize);
        for (int i = 0; i < count; i++)
            asked.Source.Span.CopyTo(sources.Plane.Span[(int)(i * shape.OutputSize)..]);
        Product.Backward<PositivePart>(shape, count, sources.Plane, asked.Weights, targets.Plane, 2);
        for (int i = 1; i < count; i++)
            Arrays.Same(
                targets.Plane.Slice(0, shape.InputSize),
                targets.Plane.Slice(i * shape.InputSize, shape.InputSize)
            );
        asked.KeepAlive();
    }

    internal override void Agrees<T>(int seed)
    {
        var random = new Random(seed);
        ConvShape shape = Shapes.Any(random, seed);
        int count = random.Next(1, 3) * Abreast<Leaning, Identity, T>.Samples;
        LayerProduct asked = Asked(shape, count, seed % 2 == 0, seed % 3 == 0);
        Agrees<T>(asked with { Threads = random.Next(1, 4) }, Abreast<Leaning, Identity, T>.Run);
    }
}

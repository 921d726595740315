namespace RuleCompiler.Kernels.Tests;

/// <summary>A product in place is the blocked product, number by number: both sum in the same order.</summary>
public class InPlaceTests : AsBlocked
{
    [Theory]
    [InlineData(32, 64, 14, true)]
    [InlineData(64, 64, 7, true)]
    [InlineData(128, 128, 16, true)]
    [InlineData(128, 128, 28, false)] // a line is three registers and a half
    [InlineData(64, 64, 224, false)] // in no cache
    [InlineData(512, 512, 16, false)] // packed weights in no cache
    public void PaysForFewChannelsAndWholeRegisters(int channels, int outputs, int size, bool pays)
    {
        var shape = new ConvShape(channels, size, size, outputs, 3, 3, 1, 1, 1, 1, 1, 1);
        Assert.Equal(pays, InPlace<Identity, Identity, Tile6<Lanes256>>.Pays(Asked(shape, 1, false, false)));
    }

    internal override void Agrees<T>(int seed)
    {
        var random = new Random(seed);
        ConvShape shape = Shape(random);
        int count = random.Next(1, 6);
        int threads = random.Next(1, 4);
        Agrees<T>(
            Asked(shape, count, seed % 2 == 0, seed % 3 == 0),
            (in LayerProduct asked) =>
            {
                using Scratch scratch = Padding.Room<T>(asked);
                InPlace<Leaning, Identity, T>.Run(Padding.Copy(asked, scratch) with { Threads = threads });
            }
        );
    }

    private static ConvShape Shape(Random random)
    {
        int groups = random.Next(1, 3),
            kernel = random.Next(1, 6),
            dilation = random.Next(1, 3),
            reach = (kernel - 1) * dilation;
        return new ConvShape(
            groups * random.Next(1, 40),
            random.Next(reach + 1, reach + 20),
            random.Next(reach + 1, reach + 20),
            groups * random.Next(1, 40),
            kernel,
            kernel,
            1,
            1,
            random.Next(0, kernel),
            random.Next(0, kernel),
            random.Next(0, kernel),
            random.Next(0, kernel),
            dilation,
            dilation,
            groups
        );
    }
}

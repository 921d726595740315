using static RuleCompiler.Runtime.Tests.SamplePictures;

namespace RuleCompiler.Runtime.Tests;

public sealed class PngReaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(64, 200)]
    public void WhatWeWriteIsReadAgain(int width, int height)
    {
        var image = new RgbImage(width, height);
        new Random(1).NextBytes(image.Pixels);
        image.SavePng(folder["a.png"]);
        Assert.Equal(image.Pixels, RgbImage.Load(folder["a.png"]).Pixels);

        byte[] grey = image.Pixels[..(width * height)];
        PngWriter.WriteGray(folder["b.png"], grey, width, height);
        PngPicture picture = PngPicture.Load(folder["b.png"]);
        Assert.True(picture.IsGray);
        Assert.Equal(grey.Select(level => level / 255f), picture.ToInput(1, height, width));
    }

    [Fact]
    public void EveryFilterIsTakenBack()
    {
        // rows of 3 grey pixels: 10 20 30, 15 25 35, 17 29 44, 20 30 50, 21 33 52
        byte[] rows =
        [
            .. (byte[])[0, 10, 20, 30],
            .. (byte[])[1, 15, 10, 10],
            .. (byte[])[2, 2, 4, 9],
            .. (byte[])[3, 20 - 8, 30 - 24, 50 - 37],
            .. (byte[])[4, 1, 33 - 30, 52 - 50],
        ];
        Assert.Equal(
            [10, 20, 30, 15, 25, 35, 17, 29, 44, 20, 30, 50, 21, 33, 52],
            Levels(Png(Header(3, 5, 8, 0), rows))
        );
    }

    [Fact]
    public void FiltersLookBackAWholePixel()
    {
        byte[] rows = [1, 1, 0, 2, 0, 3, 0, 1, 255, 2, 255, 3, 255];
        Assert.Equal([0f, 0, 0], Input(Png(Header(1, 1, 16, 2), [0, .. new byte[6]]), 3, 1, 1));
        float[] values = Input(Png(Header(2, 1, 16, 2), rows), 3, 1, 2);
        Assert.Equal([256, 767, 512, 1279, 768, 1791], values.Select(v => (int)MathF.Round(v * 65535)));
    }

    [Theory]
    [InlineData(1, new byte[] { 0, 0b1010_0000 }, new[] { 1f, 0, 1 })]
    [InlineData(2, new byte[] { 0, 0b0001_1000 }, new[] { 0f, 1 / 3f, 2 / 3f })]
    [InlineData(4, new byte[] { 0, 0x0F, 0x30 }, new[] { 0f, 1, 0.2f })]
    [InlineData(16, new byte[] { 0, 0, 0, 255, 255, 0, 1 }, new[] { 0f, 1, 1 / 65535f })]
    public void GreyOfAnyDepth(int depth, byte[] rows, float[] expected) =>
        Assert.Equal(expected, Input(Png(Header(3, 1, depth, 0), rows), 1, 1, 3));

    [Fact]
    public void PalettesWithTransparencyLieOverBlack()
    {
        byte[][] colours = [Chunk("PLTE", 255, 0, 0, 0, 255, 0, 0, 0, 255), Chunk("tRNS", 255, 51)];
        float[] values = Input(Png(Header(3, 1, 2, 3), [0, 0b0001_1000], colours), 3, 1, 3);
        Assert.Equal([1, 0, 0, 0, 0.2f, 0, 0, 0, 1], values);
    }

    [Fact]
    public void AlphaLiesOverBlack()
    {
        Assert.Equal([0.2f, 0], Input(Png(Header(2, 1, 8, 4), [0, 255, 51, 255, 0]), 1, 1, 2));
        Assert.Equal([1, 0.2f, 0], Input(Png(Header(1, 1, 8, 6), [0, 255, 51, 0, 255]), 3, 1, 1));
    }

    [Fact]
    public void ATransparentColourIsBlack()
    {
        Assert.Equal([0f, 1], Input(Png(Header(2, 1, 8, 0), [0, 7, 255], Chunk("tRNS", 0, 7)), 1, 1, 2));
        byte[] rgb = Png(Header(2, 1, 8, 2), [0, 1, 2, 3, 255, 2, 3], Chunk("tRNS", 0, 1, 0, 2, 0, 3));
        Assert.Equal([0f, 1, 0, 2 / 255f, 0, 3 / 255f], Input(rgb, 3, 1, 2));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 5)]
    [InlineData(9, 10)]
    [InlineData(17, 4)]
    public void InterlacedPicturesAreSorted(int width, int height)
    {
        (int Left, int Top, int Across, int Down)[] passes =
        [
            (0, 0, 8, 8),
            (4, 0, 8, 8),
            (0, 4, 4, 8),
            (2, 0, 4, 4),
            (0, 2, 2, 4),
            (1, 0, 2, 2),
            (0, 1, 1, 2),
        ];
        var rows = new List<byte>();
        foreach ((int left, int top, int across, int down) in passes)
        {
            for (int y = top; y < height && left < width; y += down)
            {
                rows.Add(0);
                for (int x = left; x < width; x += across)
                {
                    rows.Add((byte)((y * width) + x));
                }
            }
        }

        Assert.Equal(
            Enumerable.Range(0, width * height).Select(i => (byte)i),
            Levels(Png(Header(width, height, 8, 0, interlacing: 1), [.. rows]))
        );
    }

    [Fact]
    public void PixelsMayComeInManyChunksAndOtherChunksAreLeftOut()
    {
        byte[] packed = Packed([0, 1, 2, 3]);
        byte[][] pieces = [.. packed.Select(b => Chunk("IDAT", b))];
        byte[] png = Chunks([
            Header(3, 1, 8, 0),
            Chunk("tEXt", "Title\0x"u8.ToArray()),
            .. pieces,
            Chunk("IDAT"),
            Chunk("tIME", 1, 2, 3, 4, 5, 6, 7),
            Chunk("IEND"),
            [1, 2, 3],
        ]);
        Assert.Equal([1, 2, 3], Levels(png));
    }

    [Fact]
    public void ColoursAndGreyTurnIntoEachOther()
    {
        byte[] colour = Png(Header(1, 1, 8, 2), [0, 255, 0, 51]);
        Assert.Equal(0.299f + (0.114f * 0.2f), Assert.Single(Input(colour, 1, 1, 1)), 1e-6f);
        Assert.Equal([0.2f, 0.2f, 0.2f], Input(Png(Header(1, 1, 8, 0), [0, 51]), 3, 1, 1));
    }

    [Fact]
    public void AnotherSizeIsRefusedWithTheSizeNeeded()
    {
        PngPicture picture = PngPicture.Load(folder.Write("a.png", Png(Header(2, 1, 8, 0), [0, 1, 2])));
        ImageFileException error = Assert.Throws<ImageFileException>(() => picture.ToInput(1, 28, 30));
        Assert.Equal(
            $"{folder["a.png"]}: The picture is 2 pixels wide and 1 high, the input is 30 wide and 28 high. Crop or resize it to 30 × 28.",
            error.Message
        );
        Assert.Throws<ArgumentException>(() => picture.ToInput(2, 1, 2));
        Assert.Throws<ArgumentException>(() => picture.ToInput(2));
    }

    private float[] Input(byte[] png, params int[] shape) => PngPicture.Load(folder.Write("a.png", png)).ToInput(shape);

    private IEnumerable<byte> Levels(byte[] png)
    {
        RgbImage image = RgbImage.Load(folder.Write("a.png", png));
        return image.Pixels.Where((_, i) => i % 3 == 0);
    }
}

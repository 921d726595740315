using static RuleCompiler.Runtime.Tests.SamplePictures;

namespace RuleCompiler.Runtime.Tests;

/// <summary>One sentence for each way in which a picture can be wrong, with the file and the place.</summary>
public sealed class BadPngTests : IDisposable
{
    private static readonly byte[] End = Chunk("IEND");
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<byte[], string> Files =>
        new()
        {
            { [], "does not begin as a PNG" },
            { [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 74, 70, 73, 70], "does not begin as a PNG" },
            { Chunks(), "chunk header at byte 8: The file ends too early" },
            { Chunks(End), "first chunk is not IHDR" },
            { Chunks(Chunk("IHDR", 1, 2, 3)), "chunk IHDR: It has 3 bytes instead of 13" },
            { Png(Header(0, 1, 8, 0), [0]), "chunk IHDR: The picture would be 0 × 1" },
            { Png(Header(-1, 1, 8, 0), [0]), "4294967295 × 1" },
            { Png(Header(100_000, 100_000, 8, 0), [0]), "more than 67108864" },
            { Png(Header(8000, 8000, 8, 0), [0]), "bytes can hold" },
            { Png(Header(1, 1, 3, 0), [0]), "no colour type 0 of 3 bits" },
            { Png(Header(1, 1, 8, 5), [0]), "no colour type 5" },
            { Png(Header(1, 1, 8, 0, interlacing: 2), [0]), "interlacing 2" },
            { Png(Header(1, 1, 8, 3), [0, 0]), "palette is missing" },
            { Png(Header(1, 1, 8, 3), [0, 0], Chunk("PLTE", 1, 2)), "chunk PLTE at byte 33: 2 bytes" },
            { Png(Header(1, 1, 8, 3), [0, 1], Chunk("PLTE", 1, 2, 3)), "not in the palette" },
            { Png(Header(1, 1, 8, 0), [0, 1], Chunk("tRNS", 1)), "1 bytes do not belong" },
            { Png(Header(1, 1, 8, 6), [0, 1], Chunk("tRNS", 1)), "do not belong" },
            { Png(Header(1, 1, 8, 0), [0, 1], Chunk("ABCD", 1)), "unknown, or not in its place" },
            { Chunks(Header(1, 1, 8, 0), End), "chunk IEND at byte 33" },
            { Png(Header(1, 1, 8, 0), [9, 1]), "Row 0 has the unknown filter 9" },
            { Png(Header(1, 2, 8, 0), [0, 1]), "fewer pixels" },
            { Png(Header(1, 1, 8, 0), [0, 1, 2]), "more pixels" },
            { Chunks(Header(1, 1, 8, 0), Chunk("IDAT", 1, 2, 3), End), "compressed pixels are damaged" },
            { Chunks(Header(1, 1, 8, 0), Chunk("IDAT", Packed([0, 1]))), "ends too early" },
            { Chunks(Header(1, 1, 8, 0), Chunk("IDAT", [.. Packed([0, 1])[..^1], 77]), End), "damaged" },
        };

    [Theory]
    [MemberData(nameof(Files))]
    public void IsRefused(byte[] png, string message)
    {
        string path = folder.Write("a.png", png);
        ImageFileException error = Assert.Throws<ImageFileException>(() => PngPicture.Load(path));
        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AWrongCheckSumIsNoticed()
    {
        byte[] png = Png(Header(1, 1, 8, 0), [0, 1]);
        png[^1] ^= 1;
        ImageFileException error = Assert.Throws<ImageFileException>(() => PngPicture.Load(folder.Write("a.png", png)));
        Assert.Contains("check sum", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("chunk IEND", error.Place, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileThatIsNotThereIsNamed()
    {
        Assert.Contains(
            "no such file",
            Assert.Throws<ImageFileException>(() => PngPicture.Load(folder["no.png"])).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ImageFileException>(() => PngPicture.Load(folder["."]));
    }
}

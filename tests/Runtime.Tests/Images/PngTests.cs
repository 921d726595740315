using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace RuleCompiler.Runtime.Tests;

public sealed class PngTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void TheChunksAreThoseOfTheStandard()
    {
        PngWriter.WriteGray(folder["a.png"], [0, 128, 255, 1, 2, 3], width: 3, height: 2);
        byte[] png = File.ReadAllBytes(folder["a.png"]);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], png[..8]);
        Assert.Equal("IHDR", Encoding.ASCII.GetString(png, 12, 4));
        Assert.Equal([0, 0, 0, 3, 0, 0, 0, 2, 8, 0, 0, 0, 0], png[16..29]);

        // Every PNG ends with the same chunk, whose check sum is well known.
        Assert.Equal([0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82], png[^12..]);

        int length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(33));
        using var zlib = new ZLibStream(new MemoryStream(png, 41, length), CompressionMode.Decompress);
        var rows = new MemoryStream();
        zlib.CopyTo(rows);
        Assert.Equal([0, 0, 128, 255, 0, 1, 2, 3], rows.ToArray());
    }

    [Fact]
    public void TheNumberOfBytesMustFitTheSides() =>
        Assert.Throws<ArgumentException>(() => PngWriter.WriteRgb(folder["a.png"], [1, 2, 3, 4], width: 1, height: 1));

    [Fact]
    public void WhatLiesOutsideIsNotDrawn()
    {
        var image = new RgbImage(2, 2);
        var other = new RgbImage(3, 3);
        other.Fill(0, 0, 3, 3, new Rgb(1, 2, 3));
        image.Draw(other, -2, -2);
        image.Draw(other, 5, 0);
        Assert.Equal(new Rgb(1, 2, 3), image[0, 0]);
        Assert.Equal(Rgb.White, image[1, 0]);
        Assert.Equal(Rgb.White, image[1, 1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => image[2, 0]);
    }
}

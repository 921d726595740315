namespace RuleCompiler.Runtime.Tests;

public sealed class NpyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(new[] { 2, 3 })]
    [InlineData(new[] { 6 })]
    [InlineData(new[] { 1, 2, 3, 1 })]
    public void WhatIsWrittenIsRead(int[] shape)
    {
        float[] values = [1, -2.5f, 3e-38f, 0, float.MaxValue, 1f / 3];
        NpyFile.Write(folder["a.npy"], values, shape);
        NpyArray array = NpyFile.Read(folder["a.npy"]);
        Assert.Equal(shape, array.Shape);
        Assert.Equal(values, array.ToSingles());
        Assert.Equal(NpyType.Float32, array.Type);
    }

    [Fact]
    public void AScalarHasNoAxes()
    {
        NpyFile.Write(folder["a.npy"], [4]);
        Assert.Empty(NpyFile.Read(folder["a.npy"]).Shape);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void EveryVersionIsRead(byte version)
    {
        string path = folder.Write("a.npy", SampleFiles.Npy("<f4", false, "(2,)", SampleFiles.Floats(1, 2), version));
        Assert.Equal([1f, 2f], NpyFile.Read(path).ToSingles());
    }

    [Fact]
    public void FortranOrderBecomesCOrder()
    {
        // The array a[i,j,k] = 100i + 10j + k of shape [2,3,2], its first axis running fastest.
        byte[] data = SampleFiles.Floats(0, 100, 10, 110, 20, 120, 1, 101, 11, 111, 21, 121);
        NpyArray array = NpyFile.Read(folder.Write("a.npy", SampleFiles.Npy("<f4", true, "(2, 3, 2)", data)));
        Assert.Equal([0f, 1, 10, 11, 20, 21, 100, 101, 110, 111, 120, 121], array.ToSingles());
    }

    [Theory]
    [InlineData("<f8", new byte[] { 0, 0, 0, 0, 0, 0, 0xF8, 0x3F }, 1.5)]
    [InlineData("<f2", new byte[] { 0, 0x3E }, 1.5)]
    [InlineData("<i4", new byte[] { 0xFE, 0xFF, 0xFF, 0xFF }, -2)]
    [InlineData("<i8", new byte[] { 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF }, -2)]
    [InlineData("|u1", new byte[] { 200 }, 200)]
    [InlineData("|b1", new byte[] { 1 }, 1)]
    public void EveryTypeIsConverted(string descr, byte[] data, double expected)
    {
        NpyArray array = NpyFile.Read(folder.Write("a.npy", SampleFiles.Npy(descr, false, "(1,)", data)));
        Assert.Equal([expected], array.ToDoubles());
        Assert.Equal([(float)expected], array.ToSingles());
        if (expected == Math.Floor(expected))
        {
            Assert.Equal([(int)expected], array.ToInts());
        }
        else
        {
            Assert.Throws<WeightFileException>(array.ToInts);
        }
    }

    [Theory]
    [InlineData(">f4", "(1,)", "'>f4'")]
    [InlineData("|O", "(1,)", "'|O'")]
    [InlineData("<f4", "(-1,)", "-1")]
    [InlineData("<f4", "(9223372036854775807, 9223372036854775807)", "9223372036854775807")]
    [InlineData("<f4", "(100000, 100000)", "more elements")]
    [InlineData("<f4", "(1000000000,)", "needs 4000000000 bytes")]
    [InlineData("<f4", "(1", "shape")]
    [InlineData("<f4", "(1.5,)", "shape")]
    public void WhatIsWrongIsNamed(string descr, string shape, string part)
    {
        string path = folder.Write("a.npy", SampleFiles.Npy(descr, false, shape, SampleFiles.Floats(1)));
        var e = Assert.Throws<WeightFileException>(() => NpyFile.Read(path));
        Assert.Contains(part, e.Message, StringComparison.Ordinal);
        Assert.Contains(path, e.Message, StringComparison.Ordinal);
    }
}

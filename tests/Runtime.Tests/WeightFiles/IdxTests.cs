namespace RuleCompiler.Runtime.Tests;

public sealed class IdxTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void BytesBecomeNumbersFromZeroToOne()
    {
        IdxArray array = IdxFile.Read(folder.Write("a", [0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 255]));
        Assert.Equal([1, 2], array.Shape);
        Assert.Equal([0f, 1f], array.ToSingles());
        Assert.Equal([0f, 255f], array.ToSingles(factor: 1));
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 13, 1, 0, 0, 0, 1, 0 })]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 2, 0 })]
    [InlineData(new byte[] { 0, 0, 8, 2, 255, 255, 255, 255, 255, 255, 255, 255 })]
    [InlineData(new byte[] { 0, 0, 8 })]
    public void OtherFilesAreRefused(byte[] bytes) =>
        Assert.Throws<WeightFileException>(() => IdxFile.Read(folder.Write("a", bytes)));
}

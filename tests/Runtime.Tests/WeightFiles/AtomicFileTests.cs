namespace RuleCompiler.Runtime.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void TheOldFileStaysWhenAWriterThrows()
    {
        string path = folder.Write("a.txt", [1, 2, 3]);
        Assert.Throws<InvalidOperationException>(() =>
            AtomicFile.Write(
                path,
                stream =>
                {
                    stream.WriteByte(9);
                    throw new InvalidOperationException();
                }
            )
        );
        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        Assert.Equal(["a.txt"], folder.Files);
    }

    [Fact]
    public void TheNewFileReplacesTheOld()
    {
        string path = folder.Write("a.txt", [1, 2, 3]);
        AtomicFile.Write(path, stream => stream.WriteByte(9));
        Assert.Equal([9], File.ReadAllBytes(path));
        Assert.Equal(["a.txt"], folder.Files);
    }
}

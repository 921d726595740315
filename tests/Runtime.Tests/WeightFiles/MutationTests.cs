using System.IO.Compression;

namespace RuleCompiler.Runtime.Tests;

/// <summary>A damaged file either loads or gives an error that names it, in bounded memory.</summary>
public sealed class MutationTests : IDisposable
{
    /// <summary>The samples have about 1 kB: this is what buffers and messages take, not what hostile lengths would.</summary>
    private const long MaxAllocated = 16 << 20;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Onnx() => Check("a.onnx", SampleFiles.SmallOnnx(), path => WeightFile.Read(path));

    [Fact]
    public void Safetensors() => Check("a.safetensors", SampleFiles.SmallSafetensors(), path => WeightFile.Read(path));

    [Fact]
    public void Npy() =>
        Check(
            "a.npy",
            SampleFiles.Npy("<f4", true, "(2, 3)", SampleFiles.Floats(1, 2, 3, 4, 5, 6)),
            path => NpyFile.Read(path).ToSingles()
        );

    [Fact]
    public void Npz()
    {
        NpzFile.Write(folder["b.npz"], [new("fc.weight", [2, 2], [1, 2, 3, 4]), new("fc.bias", [2], [5, 6])]);
        Check("a.npz", File.ReadAllBytes(folder["b.npz"]), path => WeightFile.Read(path));
    }

    [Fact]
    public void StoredNpz()
    {
        using (var zip = new ZipArchive(File.Create(folder["b.npz"]), ZipArchiveMode.Create))
        {
            using Stream entry = zip.CreateEntry("a.npy", CompressionLevel.NoCompression).Open();
            entry.Write(SampleFiles.Npy("<f8", false, "(2,)", new byte[16]));
        }

        Check("a.npz", File.ReadAllBytes(folder["b.npz"]), path => WeightFile.Read(path));
    }

    [Fact]
    public void Idx() =>
        Check("a.idx", [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6], path => IdxFile.Read(path).ToSingles());

    [Fact]
    public void PackedIdx()
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write([0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6]);
        }

        Check("a.idx.gz", packed.ToArray(), path => IdxFile.Read(path));
    }

    [Theory]
    [MemberData(nameof(Pictures))]
    public void Png(byte[] png) => Check("a.png", png, RgbImage.Load);

    /// <summary>With every check sum set right again, so that what lies behind them is reached.</summary>
    [Theory]
    [MemberData(nameof(Pictures))]
    public void SummedPng(byte[] png) => Check("a.png", png, RgbImage.Load, SamplePictures.Summed);

    public static TheoryData<byte[]> Pictures =>
        new()
        {
            SamplePictures.Png(SamplePictures.Header(3, 2, 16, 2), [0, .. new byte[18], 4, .. new byte[18]]),
            SamplePictures.Png(
                SamplePictures.Header(5, 3, 2, 3, interlacing: 1),
                [0, 0, 0, 64, 1, 0, 2, 0, 0, 0, 0, 0, 3, 0, 0],
                SamplePictures.Chunk("PLTE", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
                SamplePictures.Chunk("tRNS", 0, 128)
            ),
        };

    private void Check(string name, byte[] sample, Func<string, object> read, Func<byte[], byte[]>? repair = null)
    {
        string path = folder.Write(name, sample);
        read(path);
        Mutations.Check(
            path,
            random => repair is null ? Mutations.Bytes(sample, random) : repair(Mutations.Bytes(sample, random)),
            read,
            MaxAllocated
        );
    }
}

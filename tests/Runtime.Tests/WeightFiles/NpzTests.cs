using RuleCompiler.TestData;

namespace RuleCompiler.Runtime.Tests;

public sealed class NpzTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void WhatIsWrittenIsRead()
    {
        Tensor[] tensors = [new("fc.weight", [2, 2], [1, 2, 3, 4]), new("fc.bias", [2], [5, 6]), new("other", [], [7])];
        NpzFile.Write(folder["a.npz"], tensors);
        WeightSet set = WeightFile.Read(folder["a.npz"]);
        Assert.Equal(["fc.weight", "fc.bias", "other"], set.Select(t => t.Name));
        Assert.Equal([TensorRole.Weight, TensorRole.Bias, null], set.Select(t => t.Role));
        Assert.Equal(tensors.Select(t => t.Values), set.Select(t => t.Values));
        Assert.Equal(tensors.Select(t => t.Shape), set.Select(t => t.Shape));
    }

    [Fact]
    public void TheSameTensorsGiveTheSameBytes()
    {
        Tensor[] tensors = [new("a", [2], [1, 2])];
        NpzFile.Write(folder["a.npz"], tensors);
        NpzFile.Write(folder["b.npz"], tensors);
        Assert.Equal(File.ReadAllBytes(folder["a.npz"]), File.ReadAllBytes(folder["b.npz"]));
    }

    [Fact]
    public void NumpysOwnFilesAreRead()
    {
        NpzFile file = NpzFile.Read(TestFiles.Path("a_s1_x1.npz"));
        Assert.Equal([4, 10], file["x"].Shape);
        Assert.Equal(NpyType.Float64, file["logits_f64"].Type);
        Assert.All(file["targets"].ToInts(), target => Assert.InRange(target, 0, 9));
        Assert.Contains(
            "no array 'y'",
            Assert.Throws<WeightFileException>(() => file["y"]).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void RunningStatisticsMakeANormalisation()
    {
        NpzFile.Write(
            folder["a.npz"],
            [
                new("1.weight", [1], [1]),
                new("1.bias", [1], [1]),
                new("1.running_mean", [1], [1]),
                new("1.running_var", [1], [1]),
                new("2.weight", [1], [1]),
            ]
        );
        Assert.Equal(
            [TensorRole.Scale, TensorRole.Shift, TensorRole.Mean, TensorRole.Variance, TensorRole.Weight],
            WeightFile.Read(folder["a.npz"]).Select(t => t.Role!.Value)
        );
    }

    [Fact]
    public void TheFirstValueThatIsNotFiniteIsNamed()
    {
        NpzFile.Write(folder["a.npz"], [new("fc.weight", [2, 2], [1, 2, float.NaN, float.PositiveInfinity])]);
        var e = Assert.Throws<WeightFileException>(() => WeightFile.Read(folder["a.npz"]));
        Assert.Contains("tensor 'fc.weight': Value 2 ", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TwoArraysOfOneNameAreRefused()
    {
        using (
            var zip = new System.IO.Compression.ZipArchive(
                File.Create(folder["a.npz"]),
                System.IO.Compression.ZipArchiveMode.Create
            )
        )
        {
            for (int i = 0; i < 2; i++)
            {
                using Stream entry = zip.CreateEntry("a.npy").Open();
                entry.Write(SampleFiles.Npy("<f4", false, "(1,)", SampleFiles.Floats(1)));
            }
        }

        Assert.Contains(
            "Two arrays",
            Assert.Throws<WeightFileException>(() => NpzFile.Read(folder["a.npz"])).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("a.npz")]
    [InlineData("a.onnx")]
    [InlineData("a.safetensors")]
    [InlineData("a.pt")]
    public void MissingEmptyAndForeignFilesAreRefused(string name)
    {
        Assert.Throws<WeightFileException>(() => WeightFile.Read(folder[name]));
        Assert.Throws<WeightFileException>(() => WeightFile.Read(folder.Write(name, [])));
        Assert.Throws<WeightFileException>(() =>
            WeightFile.Read(folder.Write(name, "This is no such file, though it is long enough."u8.ToArray()))
        );
    }
}

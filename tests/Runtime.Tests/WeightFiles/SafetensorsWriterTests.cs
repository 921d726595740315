using System.Text;

namespace RuleCompiler.Runtime.Tests;

/// <summary>Writing .safetensors files.</summary>
public sealed class SafetensorsWriterTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void WhatIsWrittenIsRead()
    {
        Tensor[] tensors =
        [
            new("b", [2, 0, 3], []),
            new("a \"quoted\" ü", [], [7]),
            new("c.weight", [3, 500_000], [.. Enumerable.Range(0, 1_500_000).Select(i => i * 0.5f)]),
        ];
        Dictionary<string, string> metadata = new() { ["note"] = "two\nlines", ["empty"] = "" };
        SafetensorsFile.Write(folder["a.safetensors"], tensors, metadata);
        (WeightSet read, IReadOnlyDictionary<string, string> texts) = SafetensorsFile.Read(folder["a.safetensors"]);
        Assert.Equal(tensors.Select(t => t.Name).Order(), read.Select(t => t.Name).Order());
        foreach (Tensor tensor in tensors)
        {
            Assert.Equal(tensor.Shape, read[tensor.Name].Shape);
            Assert.Equal(tensor.Values, read[tensor.Name].Values);
        }

        Assert.Equal(metadata, texts);
    }

    [Fact]
    public void TheHeaderIsTheFormats()
    {
        SafetensorsFile.Write(folder["a.safetensors"], [new("x", [2], [1, -2])]);
        byte[] bytes = File.ReadAllBytes(folder["a.safetensors"]);
        int length = (int)BitConverter.ToUInt64(bytes, 0);
        Assert.Equal(0, length % 8);
        Assert.Equal(
            """{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""",
            Encoding.UTF8.GetString(bytes, 8, length).TrimEnd(' ')
        );
        Assert.Equal([0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0], bytes[(8 + length)..]);
    }

    [Fact]
    public void WhatCannotBeWrittenLeavesTheOldFile()
    {
        File.WriteAllText(folder["a.safetensors"], "old");
        Assert.Throws<ArgumentException>(() =>
            SafetensorsFile.Write(folder["a.safetensors"], [new("x", [1], [float.NaN])])
        );
        Assert.Throws<ArgumentException>(() =>
            SafetensorsFile.Write(folder["a.safetensors"], [new("x", [1], [1]), new("x", [1], [2])])
        );
        Assert.Throws<ArgumentException>(() =>
            SafetensorsFile.Write(folder["a.safetensors"], [new("__metadata__", [1], [1])])
        );
        Assert.Equal("old", File.ReadAllText(folder["a.safetensors"]));
        Assert.Equal(["a.safetensors"], folder.Files);
    }

    [Theory]
    [InlineData("""{"__metadata__":[]}""")]
    [InlineData("""{"__metadata__":{"a":1}}""")]
    [InlineData("""{"__metadata__":{"a":"x","a":"y"}}""")]
    public void MetadataThatIsNoTextIsRefusedByWhoAsksForIt(string header)
    {
        string path = folder.Write("a.safetensors", SampleFiles.Safetensors(header, []));
        Assert.Empty(WeightFile.Read(path));
        Assert.Contains(
            "__metadata__",
            Assert.Throws<WeightFileException>(() => SafetensorsFile.Read(path)).Message,
            StringComparison.Ordinal
        );
    }
}

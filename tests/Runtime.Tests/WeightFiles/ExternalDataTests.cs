using RuleCompiler.WeightFiles.Onnx;
using static RuleCompiler.Runtime.Tests.SampleFiles;

namespace RuleCompiler.Runtime.Tests;

public sealed class ExternalDataTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void DataBesideTheModelIsRead()
    {
        folder.Write("w.bin", Floats(9, 1, 2));
        Assert.Equal([1f, 2], Read("w.bin", "4", "8")["k"].Values);
    }

    [Theory]
    [InlineData("../w.bin")]
    [InlineData("a/../../w.bin")]
    [InlineData("..\\w.bin")]
    [InlineData("/etc/hostname")]
    [InlineData("C:\\w.bin")]
    [InlineData("./w.bin")]
    [InlineData("")]
    [InlineData("w\0.bin")]
    public void DataElsewhereIsRefused(string location) =>
        Assert.Contains(
            "not inside",
            Assert.Throws<WeightFileException>(() => Read(location, "0", "8")).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void ALinkIsRefused()
    {
        folder.Write("real.bin", Floats(1, 2));
        File.CreateSymbolicLink(folder["w.bin"], folder["real.bin"]);
        Assert.Contains(
            "symbolic link",
            Assert.Throws<WeightFileException>(() => Read("w.bin", "0", "8")).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("8", "8")]
    [InlineData("9223372036854775807", "8")]
    [InlineData("-4", "8")]
    [InlineData("x", "8")]
    [InlineData("0", "9223372036854775807")]
    [InlineData("0", "4")]
    public void ARangeOutsideTheFileIsRefused(string offset, string length)
    {
        folder.Write("w.bin", Floats(9, 1, 2));
        Assert.Throws<WeightFileException>(() => Read("w.bin", offset, length));
    }

    [Fact]
    public void AMissingFileIsNamed() =>
        Assert.Contains(
            "no.bin",
            Assert.Throws<WeightFileException>(() => Read("no.bin", "0", "8")).Message,
            StringComparison.Ordinal
        );

    private WeightSet Read(string location, string offset, string length)
    {
        TensorProto tensor = Raw("k", [2]);
        tensor.DataLocation = TensorProto.Types.DataLocation.External;
        foreach ((string key, string value) in new[] { ("location", location), ("offset", offset), ("length", length) })
        {
            tensor.ExternalData.Add(new StringStringEntryProto { Key = key, Value = value });
        }

        return WeightFile.Read(folder.Write("a.onnx", Onnx([Node("Conv", ["x", "k"], "y")], tensor)));
    }
}

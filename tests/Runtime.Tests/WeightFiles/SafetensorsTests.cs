namespace RuleCompiler.Runtime.Tests;

public sealed class SafetensorsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void EveryTypeIsReadInTheOrderOfTheData()
    {
        WeightSet set = WeightFile.Read(folder.Write("a.safetensors", SampleFiles.SmallSafetensors()));
        Assert.Equal(["fc.bias", "fc.weight", "bn.weight", "bn.running_var"], set.Select(t => t.Name));
        Assert.Equal(
            [TensorRole.Bias, TensorRole.Weight, TensorRole.Scale, TensorRole.Variance],
            set.Select(t => t.Role!.Value)
        );
        Assert.Equal([0.5f, -2], set["fc.bias"].Values);
        Assert.Equal([1f, 2, 3, 4, 5, 6], set["fc.weight"].Values);
        Assert.Equal([1f, -2], set["bn.weight"].Values);
        Assert.Equal([0.25f], set["bn.running_var"].Values);
        Assert.Equal([2, 3], set["fc.weight"].Shape);
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}}""", "needs 4 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}""", "outside")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}""", "outside")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", "outside")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", "-2")]
    [InlineData("""{"a":{"dtype":"F32","shape":[9223372036854775807,2],"data_offsets":[0,8]}}""", "impossible length")]
    [InlineData("""{"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,8]}}""", "header")]
    [InlineData("""{"a":{"dtype":"F8_E4M3","shape":[8],"data_offsets":[0,8]}}""", "F8_E4M3")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""",
        "Two tensors"
    )]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""",
        "overlap"
    )]
    [InlineData("""{"a":{"dtype":"F32","shape":2,"data_offsets":[0,8]}}""", "header")]
    [InlineData("""{"a":{"shape":[2],"data_offsets":[0,8]}}""", "header")]
    [InlineData("""[1]""", "header")]
    [InlineData("""{"\ud800":{}}""", "header")]
    public void WhatIsWrongIsNamed(string header, string part)
    {
        string path = folder.Write("a.safetensors", SampleFiles.Safetensors(header, SampleFiles.Floats(1, 2)));
        Assert.Contains(
            part,
            Assert.Throws<WeightFileException>(() => WeightFile.Read(path)).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(100_000_001UL)]
    [InlineData(1UL << 63)]
    [InlineData(ulong.MaxValue)]
    public void AHeaderLongerThanTheFileIsNotAllocated(ulong length)
    {
        string path = folder.Write("a.safetensors", [.. BitConverter.GetBytes(length), .. "{}"u8]);
        Assert.Contains(
            "header",
            Assert.Throws<WeightFileException>(() => WeightFile.Read(path)).Message,
            StringComparison.Ordinal
        );
    }
}

using static RuleCompiler.Runtime.Tests.Explaining.SmallNetwork;

namespace RuleCompiler.Runtime.Tests.Signals;

/// <summary>Patterns in a file.</summary>
public sealed class PatternFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_saved_is_loaded()
    {
        Patterns saved = Estimate();
        saved.Save(_folder["a.safetensors"]);
        Patterns loaded = Patterns.Load(_folder["a.safetensors"]);
        Assert.Equal(["a.safetensors"], _folder.Files);
        Assert.Equal(
            (saved.Estimator, saved.Centre, saved.Samples, saved.HeldOut),
            (loaded.Estimator, loaded.Centre, loaded.Samples, loaded.HeldOut)
        );
        Assert.Equal(saved.Layers.Select(l => l.Layer), loaded.Layers.Select(l => l.Layer));
        foreach ((LayerPattern one, LayerPattern other) in saved.Layers.Zip(loaded.Layers))
        {
            Assert.Equal(one.Shape, other.Shape);
            Assert.Equal(one.Values, other.Values);
            Assert.Equal(one.Quality, other.Quality);
            Assert.Equal(one.UnitsWithoutPattern, other.UnitsWithoutPattern);
            Assert.Equal(one.WhyNoQuality, other.WhyNoQuality);
        }

        Assert.Equal(
            saved.Operands["conv2.Pattern"],
            WeightFile.Read(_folder["a.safetensors"])["conv2.Pattern"].Values
        );
    }

    [Fact]
    public void A_damaged_file_is_named()
    {
        Estimate().Save(_folder["a.safetensors"]);
        byte[] sample = File.ReadAllBytes(_folder["a.safetensors"]);
        Mutations.Check(
            _folder["a.safetensors"],
            random => Mutations.Bytes(sample, random),
            path => Patterns.Load(path),
            16 << 20
        );
    }

    [Theory]
    [InlineData("estimator", null, "missing")]
    [InlineData("estimator", "Cubic", "Linear, Positive")]
    [InlineData("centre", "7", "AllOutputs")]
    [InlineData("samples", "-1", "no number of samples")]
    [InlineData("conv1.quality", "1 2", "2 qualities for 6 units")]
    [InlineData("conv1.quality", "1 x 1 1 1 1", "'x' is no number")]
    public void What_is_wrong_is_said(string key, string? value, string part)
    {
        Estimate().Save(_folder["a.safetensors"]);
        (WeightSet tensors, IReadOnlyDictionary<string, string> read) = SafetensorsFile.Read(_folder["a.safetensors"]);
        Dictionary<string, string> metadata = new(read);
        metadata.Remove(key);
        if (value is not null)
            metadata[key] = value;
        SafetensorsFile.Write(_folder["b.safetensors"], tensors.Tensors, metadata);
        string message = Assert.Throws<WeightFileException>(() => Patterns.Load(_folder["b.safetensors"])).Message;
        Assert.Contains("b.safetensors", message);
        Assert.Contains(part, message);
    }

    [Fact]
    public void Other_tensors_are_no_patterns()
    {
        SafetensorsFile.Write(_folder["a.safetensors"], [new("conv1.weight", [1], [1])]);
        string message = Assert.Throws<WeightFileException>(() => Patterns.Load(_folder["a.safetensors"])).Message;
        Assert.Contains("conv1.weight", message);
    }

    private static Patterns Estimate()
    {
        using Explaining.SmallPlus network = new(Tensors());
        return PatternEstimator.Estimate(network, Batch(40), new() { HoldOut = 2, QualityPatches = 20 });
    }
}

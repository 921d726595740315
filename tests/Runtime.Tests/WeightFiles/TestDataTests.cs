using System.Text.Json;
using RuleCompiler.TestData;

namespace RuleCompiler.Runtime.Tests;

/// <summary>The golden files are what their generator makes.</summary>
public sealed class TestDataTests
{
    [Theory]
    [InlineData("a_s1_x1.npz")]
    [InlineData("a_s2_x2.npz")]
    [InlineData("b_s1_x1.npz")]
    public void TheGeneratorRebuildsWeightsAndInputs(string file)
    {
        using JsonDocument golden = JsonDocument.Parse(File.ReadAllText(TestFiles.Path("golden.json")));
        JsonElement entry = golden.RootElement.GetProperty("files").GetProperty(file);
        JsonElement weights = entry.GetProperty("weights");
        string seed = weights.GetProperty("tag").GetString()![2..];
        WeightSet set = file[0] == 'a' ? Deterministic.NetworkA(seed) : Deterministic.NetworkB(seed);
        Assert.Equal(
            weights.GetProperty("order").EnumerateArray().Select(name => name.GetString()),
            set.Select(t => t.Name)
        );
        Assert.Equal(weights.GetProperty("sha256_f32").GetString(), Deterministic.Sha256(set));

        NpzFile arrays = NpzFile.Read(TestFiles.Path(file));
        JsonElement input = entry.GetProperty("input");
        JsonElement range = input.GetProperty("low_high");
        Assert.Equal(
            Deterministic.Fill(
                input.GetProperty("tag").GetString()!,
                arrays["x"].Shape,
                range[0].GetDouble(),
                range[1].GetDouble()
            ),
            arrays["x"].ToSingles()
        );
        foreach (JsonProperty id in entry.GetProperty("entries").EnumerateObject())
        {
            if (id.Value.GetProperty("output").GetString() == "input")
                Assert.Equal(arrays["x"].Shape, arrays[id.Value.GetProperty("array").GetString()!].Shape);
        }
    }

    [Fact]
    public void ThereIsADigitOfEveryClass()
    {
        NpzFile digits = NpzFile.Read(TestFiles.Path("digits.npz"));
        Assert.Equal([10, 1, 28, 28], digits["input"].Shape);
        Assert.Equal(Enumerable.Range(0, 10), digits["labels"].ToInts());
        float[] logits = digits["logits"].ToSingles();
        Assert.All(
            Enumerable.Range(0, 10),
            d => Assert.Equal(d, logits[(10 * d)..(10 * (d + 1))].Index().MaxBy(l => l.Item).Index)
        );
    }
}

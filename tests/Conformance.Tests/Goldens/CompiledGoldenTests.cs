using RuleCompiler.Conformance.Tests.Reference;

namespace RuleCompiler.Conformance.Tests.Goldens;

/// <summary>Compiled code against what the field's libraries computed in double precision.</summary>
public sealed class CompiledGoldenTests
{
    public static TheoryData<string, string> Entries()
    {
        var data = new TheoryData<string, string>();
        foreach ((string file, string id) in GoldenFile.Entries)
            data.Add(file, id);
        return data;
    }

    [Theory]
    [MemberData(nameof(Entries))]
    public void Relevance_is_the_peer_s(string file, string id)
    {
        // The manifest's tolerance follows from the entry's conditioning: 1e-5 in float32, and a few percent where an
        // ε-rule divides by sums near zero in every convolution.
        double tolerance = new GoldenCase(file, id).Tolerance("f32");
        double error = GoldenRun.Compiled(file, id);
        Assert.True(error <= tolerance, $"off by {error:g3} of the greatest value; {tolerance:g3} is tolerated");
    }
}

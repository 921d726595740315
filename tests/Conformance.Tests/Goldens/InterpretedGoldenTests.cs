using RuleCompiler.Conformance.Tests.Reference;

namespace RuleCompiler.Conformance.Tests.Goldens;

/// <summary>The interpreter against what the field's libraries computed in double precision.</summary>
public sealed class InterpretedGoldenTests
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
        double tolerance = new GoldenCase(file, id).Tolerance("f64");
        double error = GoldenRun.Interpreted(file, id);
        Assert.True(error <= tolerance, $"off by {error:g3} of the greatest value; {tolerance:g3} is tolerated");
    }
}

using System.Collections.Concurrent;
using System.Text.Json;

namespace RuleCompiler.Conformance.Tests.Reference;

/// <summary>The interpreter against relevances that zennit and Captum computed in double precision.</summary>
public sealed class GoldenTests
{
    private static readonly ConcurrentDictionary<string, GoldenFile> Files = [];

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
        GoldenFile golden = Files.GetOrAdd(file, name => new GoldenFile(name));
        JsonElement entry = golden.Entry(id);
        var rules = GoldenRules.Of(id);
        var interpreter = new Interpreter(
            golden.Layers,
            golden.InputShape,
            golden.Range(id),
            rules.Composite,
            rules.Family,
            golden.Weights,
            rules.Finish
        );
        bool timesLogit = entry.GetProperty("output_relevance").GetString() == "one-hot * logit";
        float[] inputs = golden.Archive.Singles("x");
        double[] targets = golden.Archive["targets"];
        int features = inputs.Length / targets.Length;

        var relevance = new List<double>();
        var logits = new List<double>();
        for (int n = 0; n < targets.Length; n++)
        {
            ReadOnlySpan<float> input = inputs.AsSpan(n * features, features);
            InterpretedExplanation explanation = interpreter.Explain(input, (int)targets[n], timesLogit);
            relevance.AddRange(explanation.Relevance);
            logits.AddRange(explanation.Logits);
        }

        // The manifest's tolerances follow from the conditioning of each entry; logits are well conditioned.
        double tolerance = entry.GetProperty("tolerance").GetProperty("f64").GetDouble();
        Near.Same(golden.Archive["logits_f64"], [.. logits], 1e-12);
        Near.Same(golden.Archive[entry.GetProperty("array").GetString()!], [.. relevance], tolerance);
    }
}

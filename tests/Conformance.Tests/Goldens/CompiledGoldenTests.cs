using System.Collections.Concurrent;
using System.Text.Json;
using RuleCompiler.Conformance.Tests.Reference;

namespace RuleCompiler.Conformance.Tests.Goldens;

/// <summary>Compiled explainers against relevances that zennit and Captum computed in double precision.</summary>
public sealed class CompiledGoldenTests
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
        using Explainer explainer = GoldenExplainers.Of(file[..1], id, golden.Weights);
        float[] inputs = golden.Archive.Singles("x");
        int[] targets = Array.ConvertAll(golden.Archive["targets"], t => (int)t);
        bool timesLogit = entry.GetProperty("output_relevance").GetString() == "one-hot * logit";

        float[] relevance = new float[inputs.Length];
        float[] logits = new float[golden.Archive["logits_f64"].Length];
        explainer.Explain(inputs, targets, relevance, logits, timesLogit ? OutputRelevance.Logit : OutputRelevance.One);

        // Logits are sums of at most 8192 products in float32. The manifest's tolerance of an entry follows from its
        // conditioning: 1e-5, and a few percent where an ε-rule divides by sums near zero in every convolution.
        double tolerance = entry.GetProperty("tolerance").GetProperty("f32").GetDouble();
        Near.Same(golden.Archive["logits_f64"], Array.ConvertAll(logits, v => (double)v), 1e-4);
        Near.Same(
            golden.Archive[entry.GetProperty("array").GetString()!],
            Array.ConvertAll(relevance, v => (double)v),
            tolerance
        );
    }
}

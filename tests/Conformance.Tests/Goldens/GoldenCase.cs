using System.Collections.Concurrent;
using System.Text.Json;
using RuleCompiler.Conformance.Tests.Compiled;
using RuleCompiler.Conformance.Tests.Reference;

namespace RuleCompiler.Conformance.Tests.Goldens;

/// <summary>One entry of golden.json: what a peer computed, and from what.</summary>
internal sealed class GoldenCase
{
    private static readonly ConcurrentDictionary<string, Lazy<GoldenFile>> Files = [];

    private readonly GoldenFile _file;

    public GoldenCase(string file, string id)
    {
        (File, Id) = (file, id);
        _file = Files.GetOrAdd(file, name => new(() => new GoldenFile(name))).Value;
        Entry = _file.Entry(id);
        Inputs = _file.Archive.Singles("x");
        Targets = Array.ConvertAll(_file.Archive["targets"], t => (int)t);
    }

    /// <summary>The archive, such as b_s1_x1.npz.</summary>
    public string File { get; }

    /// <summary>The entry's name.</summary>
    public string Id { get; }

    /// <summary>The network: a, b or d.</summary>
    public string Net => File[..1];

    /// <summary>The entry's parameters, tolerances and the like.</summary>
    public JsonElement Entry { get; }

    public WeightSet Weights => _file.Weights;

    /// <summary>[N, input]</summary>
    public float[] Inputs { get; }

    /// <summary>[N]</summary>
    public int[] Targets { get; }

    /// <summary>Numbers in one input.</summary>
    public int InputSize => Inputs.Length / Targets.Length;

    /// <summary>What the peer computed, in double precision.</summary>
    public double[] Expected => _file.Archive[Entry.GetProperty("array").GetString()!];

    /// <summary>The network's outputs in double precision, [N, outputs].</summary>
    public double[] Logits => _file.Archive["logits_f64"];

    /// <summary>What relevance starts as.</summary>
    public OutputRelevance Start =>
        Entry.GetProperty("output_relevance").GetString() == "one-hot * logit"
            ? OutputRelevance.Logit
            : OutputRelevance.One;

    /// <summary>The greatest error of the interpreter (f64) or of compiled code (f32) that the manifest allows.</summary>
    public double Tolerance(string precision) => Entry.GetProperty("tolerance").GetProperty(precision).GetDouble();

    /// <summary>One input.</summary>
    public ReadOnlySpan<float> Input(int sample) => Inputs.AsSpan(sample * InputSize, InputSize);

    /// <summary>max|R − Rref| / max|Rref| of all numbers; of network b but the <see cref="Amount.Elsewhere"/> that are furthest off.</summary>
    public double Error(double[] actual)
    {
        double[] expected = Expected;
        Assert.Equal(expected.Length, actual.Length);
        Assert.DoesNotContain(actual, double.IsNaN);
        double[] off = [.. expected.Zip(actual, (e, a) => Math.Abs(e - a)).Order()];
        int elsewhere = Net == "b" ? (int)(Amount.Elsewhere * off.Length) : 0;
        return off[^(1 + elsewhere)] / expected.Max(Math.Abs);
    }
}

using static RuleCompiler.Runtime.Tests.Explaining.SmallNetwork;

namespace RuleCompiler.Runtime.Tests.Explaining;

/// <summary>Layers' outputs and the relevances there, for one input and in the stream of a batch.</summary>
public sealed class ObservingTests : IDisposable
{
    private readonly SmallPlus explainer = new(Tensors());

    public void Dispose() => explainer.Dispose();

    [Fact]
    public void Values_on_request_are_the_interpreter_s()
    {
        Assert.Empty(explainer.Explain(Sample(1), 3).Values);
        Explanation compiled = explainer.Explain(Sample(1), 3, layers: true);
        InterpretedExplanation reference = Interpreter.For<SmallNetwork, EpsilonPlus>(Tensors()).Explain(Sample(1), 3);
        Assert.Equal(explainer.Layers.Select(l => l.Name), reference.Values.Keys);
        Assert.Equal(explainer.Layers.Select(l => l.Name), compiled.Values.Keys);
        foreach ((string layer, double[] values) in reference.Values)
            Near.Same(values, compiled.Values[layer], 1e-6); // float32 sums of at most 120 terms
        Assert.Equal(compiled.Logits, compiled.Values["dense2"]);
        Assert.Equal(compiled.Values["relu2"], compiled.Values["flatten1"]);
    }

    // ZPlus on the first layer reads no pre-activation: it exists for the observer alone
    [Fact]
    public void A_value_that_no_rule_reads_is_still_told()
    {
        Assert.True(explainer.ObservedFloats > 0);
        Explanation compiled = explainer.Explain(Sample(2), 0, layers: true);
        Assert.Contains(compiled.Values["conv1"], v => v < 0);
        Near.Same(compiled.Values["conv1"].Select(v => (double)Math.Max(0, v)), compiled.Values["relu1"], 0);
    }

    [Theory]
    [InlineData(1L << 26)]
    [InlineData(1)] // each sample is a piece of its own
    public void A_stream_tells_what_each_sample_tells(long floats)
    {
        const int count = 7;
        explainer.MostFloats = floats;
        Dictionary<string, float[]> values = explainer.Layers.ToDictionary(l => l.Name, l => new float[count * l.Size]);
        Dictionary<string, float[]> relevances = values.ToDictionary(l => l.Key, l => new float[l.Value.Length]);
        int[] targets = [.. Enumerable.Range(0, count).Select(n => n % Outputs)];
        explainer.Observe(
            Batch(count),
            targets,
            v => v.Values.CopyTo(values[v.Layer].AsSpan(v.First * Size(v))),
            r => r.Values.CopyTo(relevances[r.Layer].AsSpan(r.First * Size(r)))
        );
        for (int n = 0; n < count; n++)
        {
            Explanation one = explainer.Explain(Sample(n), targets[n], layers: true);
            foreach (ExplainerLayer layer in explainer.Layers)
            {
                Assert.Equal(one.Values[layer.Name], Of(values, layer, n));
                Assert.Equal(one.Layers[layer.Name], Of(relevances, layer, n));
            }
        }

        Dictionary<string, float[]> alone = [];
        explainer.Observe(
            Batch(count),
            v => alone[v.Layer] = [.. alone.GetValueOrDefault(v.Layer, []), .. v.Values],
            ["relu2", "dense1"]
        );
        Assert.Equal(["relu2", "dense1"], alone.Keys);
        Assert.Equal(values["relu2"], alone["relu2"]);
        Assert.Equal(values["dense1"], alone["dense1"]);
    }

    [Fact]
    public void Observing_changes_no_relevance()
    {
        float[] expected = explainer.Explain(Sample(3), 1).Relevance;
        Assert.Equal(expected, explainer.Explain(Sample(3), 1, layers: true).Relevance);
        explainer.Observe(Batch(9), _ => { });
        Assert.Equal(expected, explainer.Explain(Sample(3), 1).Relevance);
    }

    [Fact]
    public void Channels_are_told_one_after_another()
    {
        using SmallApart apart = new(Tensors());
        List<(string, int, float[])> told = [];
        apart.Observe(Batch(2), [0, 1], null, r => told.Add((r.Layer, r.Channel, r.Values.ToArray())), ["conv2"]);
        Assert.Equal([("conv2", 0), ("conv2", 1)], told.Select(t => (t.Item1, t.Item2)));
        float[] one = apart.Explain(Sample(1), 1, layers: true).Layers["conv2"];
        for (int channel = 0; channel < 2; channel++)
            Assert.Equal(
                one[(one.Length / 2 * channel)..(one.Length / 2 * (channel + 1))],
                told[channel].Item3[(one.Length / 2)..]
            );
    }

    [Fact]
    public void An_unknown_layer_is_named_among_those_there_are()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() =>
            explainer.Observe(Batch(1), _ => { }, ["conv3"])
        );
        Assert.Contains("'conv3'", error.Message);
        Assert.Contains("conv1, relu1", error.Message);
    }

    private static int Size(LayerValues values) => values.Shape.Aggregate(1, (size, extent) => size * extent);

    private static float[] Of(Dictionary<string, float[]> all, ExplainerLayer layer, int sample) =>
        all[layer.Name][(sample * layer.Size)..((sample + 1) * layer.Size)];
}

using static RuleCompiler.Runtime.Tests.Explaining.SmallNetwork;

namespace RuleCompiler.Runtime.Tests.Explaining;

/// <summary>What an explanation tells, and how relevance may start.</summary>
public sealed class ExplanationTests : IDisposable
{
    private readonly SmallPlus explainer = new(Tensors());

    public void Dispose() => explainer.Dispose();

    [Fact]
    public void Logit_starts_with_the_output_itself()
    {
        Explanation logit = explainer.Explain(Sample(0), 2);
        Assert.Equal(logit.Logits[2], logit.Start);
        Assert.Equal(2, logit.Target);
        var start = new float[Outputs];
        start[2] = logit.Logits[2];
        Assert.Equal(explainer.Explain(Sample(0), start).Relevance, logit.Relevance);
    }

    [Fact]
    public void One_starts_with_one()
    {
        Explanation one = explainer.Explain(Sample(0), 2, OutputRelevance.One);
        Assert.Equal(1, one.Start);
        Assert.Equal(explainer.Explain(Sample(0), [0, 0, 1, 0]).Relevance, one.Relevance);
        // relevance is linear in its start; float32 rounds each product
        float logit = one.Logits[2];
        Near.Same(one.Relevance.Select(r => r * logit), explainer.Explain(Sample(0), 2).Relevance, 1e-6);
    }

    [Fact]
    public void Any_relevance_may_start()
    {
        float[] start = [1, -2, 0.5f, 0];
        Explanation given = explainer.Explain(Sample(0), start);
        Assert.Equal(-0.5f, given.Start);
        Assert.Equal(-1, given.Target);
        IEnumerable<float> sum = Enumerable
            .Range(0, Outputs)
            .Select(k => explainer.Explain(Sample(0), k, OutputRelevance.One).Relevance.Select(r => r * start[k]))
            .Aggregate((a, b) => a.Zip(b, (x, y) => x + y));
        Near.Same(sum, given.Relevance, 1e-5); // a sum of four, which cancel in part
    }

    [Fact]
    public void Layers_on_request_are_the_interpreter_s()
    {
        Assert.Empty(explainer.Explain(Sample(1), 3).Layers);
        Explanation compiled = explainer.Explain(Sample(1), 3, layers: true);
        InterpretedExplanation reference = Interpreter.For<SmallNetwork, EpsilonPlus>(Tensors()).Explain(Sample(1), 3);
        Assert.Equal(reference.Layers.Keys.Order(), compiled.Layers.Keys.Order());
        // ε-rules divide by sums that may be near zero: 1e-4 of the greatest
        foreach ((string layer, double[][] channels) in reference.Layers)
            Near.Same(channels.Single(), compiled.Layers[layer], 1e-4);
        Near.Same(reference.Relevance, compiled.Relevance, 1e-4);
        Near.Same(reference.Logits, compiled.Logits, 1e-6);
        Assert.Equal(explainer.Explain(Sample(1), 3).Relevance, compiled.Relevance);
    }

    [Fact]
    public void Conservation_is_what_the_sum_lacks()
    {
        Explanation e = explainer.Explain(Sample(0), 1);
        double expected = Math.Abs(e.Relevance.Sum(r => (double)r) - e.Start) / Math.Abs(e.Start);
        Assert.Equal(expected, e.ConservationError, 12);
        Assert.True(double.IsNaN(explainer.Explain(Sample(0), [0, 0, 0, 0]).ConservationError));
        Assert.Equal(e.Logits.IndexOf(e.Logits.Max()), e.Prediction);
        Assert.Equal([2, 9, 7], e.Shape);
    }

    [Fact]
    public void Operands_replace_the_composite_s_values()
    {
        using SmallBox declared = new(Tensors());
        using SmallBox same = new(
            Tensors(),
            new()
            {
                Operands = new Dictionary<string, float[]> { ["conv1.Low"] = [0, 0], ["conv1.High"] = [1] },
            }
        );
        Dictionary<string, float[]> operands = new() { ["conv1.Low"] = [-1, -0.5f] };
        using SmallBox wider = new(Tensors(), new() { Operands = operands });
        Assert.Equal(declared.Explain(Sample(0), 0).Relevance, same.Explain(Sample(0), 0).Relevance);
        double[] expected = Interpreter
            .For<SmallNetwork, EpsilonGammaBox>(Tensors(), new() { Operands = operands })
            .Explain(Sample(0), 0)
            .Relevance;
        Near.Same(expected, wider.Explain(Sample(0), 0).Relevance, 1e-4); // ε-rules: see above
    }
}

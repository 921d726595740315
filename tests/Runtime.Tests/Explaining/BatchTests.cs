using static RuleCompiler.Runtime.Tests.Explaining.SmallNetwork;

namespace RuleCompiler.Runtime.Tests.Explaining;

/// <summary>One sample, a batch, several columns, pieces of a batch: the same relevance.</summary>
public sealed class BatchTests : IDisposable
{
    private readonly SmallPlus explainer = new(Tensors());

    public void Dispose() => explainer.Dispose();

    // Dense layers add in another order for more than eight rows, convolutions do not: 1e-5 is what the ε-rules
    // then make of float32's 6e-8.
    [Theory]
    [InlineData(1, 0)]
    [InlineData(5, 0)]
    [InlineData(8, 0)]
    [InlineData(9, 1e-5)]
    [InlineData(65, 1e-5)]
    public void A_batch_is_its_samples(int count, double tolerance)
    {
        int[] targets = [.. Enumerable.Range(0, count).Select(n => n % Outputs)];
        var relevance = new float[count * Inputs];
        var logits = new float[count * Outputs];
        explainer.Explain(Batch(count), targets, relevance, logits);
        for (int n = 0; n < count; n++)
        {
            Explanation one = explainer.Explain(Sample(n), targets[n]);
            Near.Same(one.Relevance, relevance[(n * Inputs)..((n + 1) * Inputs)], tolerance);
            Near.Same(one.Logits, logits[(n * Outputs)..((n + 1) * Outputs)], tolerance);
        }

        Near.Same(logits, explainer.Predict(Batch(count)), 0); // the forward pass is the same
    }

    [Theory]
    [InlineData(2, 3, 0)]
    [InlineData(5, 4, 1e-5)] // 20 rows: see above
    public void Columns_are_explanations_of_their_own(int samples, int columns, double tolerance)
    {
        float[] starts = TestData.Deterministic.Fill("starts", [samples, columns, Outputs], -1, 1);
        var relevance = new float[samples * columns * Inputs];
        var logits = new float[samples * Outputs];
        explainer.Explain(Batch(samples), starts, relevance, logits);
        for (int row = 0; row < samples * columns; row++)
        {
            Explanation one = explainer.Explain(Sample(row / columns), starts.AsSpan(row * Outputs, Outputs));
            Near.Same(one.Relevance, relevance[(row * Inputs)..((row + 1) * Inputs)], tolerance);
        }

        Near.Same(explainer.Predict(Batch(samples)), logits, 0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void A_batch_may_go_in_pieces(int atOnce)
    {
        const int count = 7;
        using SmallPlus pieces = new(Tensors());
        pieces.MostFloats = atOnce * (pieces.WorkFloats.Sample + (2 * pieces.WorkFloats.Row));
        Assert.Equal(atOnce, pieces.SamplesAtOnce(count, 2));

        float[] starts = TestData.Deterministic.Fill("starts", [count, 2, Outputs], -1, 1);
        float[] expected = new float[count * 2 * Inputs],
            relevance = new float[expected.Length];
        float[] expectedLogits = new float[count * Outputs],
            logits = new float[expectedLogits.Length];
        explainer.Explain(Batch(count), starts, expected, expectedLogits);
        pieces.Explain(Batch(count), starts, relevance, logits);
        Near.Same(expected, relevance, 1e-5); // 14 rows against fewer: see above
        Near.Same(expectedLogits, logits, 0);
    }

    [Fact]
    public void Channels_come_one_after_another_for_the_whole_batch()
    {
        using SmallApart apart = new(Tensors());
        apart.MostFloats = 1; // and each sample is a piece of its own
        var relevance = new float[2 * 3 * Inputs];
        apart.Explain(Batch(3), [0, 1, 2], relevance);
        Interpreter interpreter = Interpreter.For<SmallNetwork, AllApart>(Tensors());
        for (int n = 0; n < 3; n++)
        {
            float[] one = apart.Explain(Sample(n), n).Relevance;
            double[][] expected = interpreter.Explain(Sample(n), n).Channels;
            for (int channel = 0; channel < 2; channel++)
            {
                int at = ((channel * 3) + n) * Inputs;
                Assert.Equal(one[(channel * Inputs)..((channel + 1) * Inputs)], relevance[at..(at + Inputs)]);
                Near.Same(expected[channel], relevance[at..(at + Inputs)], 1e-5); // sums of one sign: well conditioned
            }
        }
    }

    [Fact]
    public void A_small_batch_after_a_large_one_sees_nothing_of_it()
    {
        float[] fresh = explainer.Explain(Sample(0), 1).Relevance;
        explainer.Explain(Batch(65), new int[65], new float[65 * Inputs]);
        Assert.Equal(fresh, explainer.Explain(Sample(0), 1).Relevance);
    }

    [Fact]
    public void A_reference_is_the_same_for_every_sample()
    {
        float[] reference = Sample(9);
        using SmallFromReference zero = new(Tensors()),
            given = new(Tensors(), new() { Reference = reference });
        reference[0] = float.NaN; // the explainer has a copy
        var relevance = new float[3 * Inputs];
        given.Explain(Batch(3), [0, 1, 2], relevance);
        for (int n = 0; n < 3; n++)
            Assert.Equal(given.Explain(Sample(n), n).Relevance, relevance[(n * Inputs)..((n + 1) * Inputs)]);

        InterpreterOptions options = new() { Reference = Sample(9) };
        double[] expected = Interpreter
            .For<SmallNetwork, AllFromReference>(Tensors(), options)
            .Explain(Sample(2), 2)
            .Relevance;
        // differences from the reference have any sign, so sums may be near zero and lose digits
        Near.Same(expected, relevance[(2 * Inputs)..], 1e-3);
        Assert.NotEqual(zero.Explain(Sample(0), 0).Relevance, given.Explain(Sample(0), 0).Relevance);
    }
}

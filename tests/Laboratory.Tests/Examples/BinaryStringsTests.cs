using BinaryStrings;

namespace RuleCompiler.Laboratory.Tests.Examples;

/// <summary>What examples/BinaryStrings calls exact, computed again slower and simpler.</summary>
public sealed class BinaryStringsTests
{
    /// <summary>Ψ as the paper prints it: an "or" over places of an "and" over components.</summary>
    private static bool Truth(int word) =>
        Enumerable.Range(0, 12).Any(i => Enumerable.Range(i, 5).All(j => (word >> j & 1) == 1));

    [Fact]
    public void NetworkInterpolatesTheFunction()
    {
        using BlocksGradient network = new(Blocks.Weights());
        float[] outputs = Strings.Outputs(network);
        for (int word = 0; word < Strings.Count; word++)
            Assert.Equal(Truth(word) ? 1 : 0, outputs[word]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0.3)]
    [InlineData(0.01)]
    public void RoundingBeforeItKeepsItsValuesAtBinaryStrings(double eta)
    {
        using RoundedGradient network = new(RoundedBlocks.Weights(eta));
        float[] outputs = Strings.Outputs(network);
        for (int word = 0; word < Strings.Count; word++)
            Assert.Equal(Truth(word) ? 1 : 0, outputs[word]);
    }

    /// <summary>Between the bits it is Φ₀ of φ((x − (1 − η)/2)/η), component by component.</summary>
    [Fact]
    public void RoundingIsTheClampOfThePaper()
    {
        const double eta = 0.4;
        using RoundedGradient rounded = new(RoundedBlocks.Weights(eta));
        using BlocksGradient plain = new(Blocks.Weights());
        for (int sample = 0; sample < 200; sample++)
        {
            SampleRandom random = new(7, sample);
            float[] x = new float[Blocks.Length];
            foreach (ref float value in x.AsSpan())
                value = (float)(0.45 + (0.3 * random.Uniform())); // where blocks are likely and between the thresholds
            float[] clamped = [.. x.Select(v => (float)Math.Clamp((v - ((1 - eta) / 2)) / eta, 0, 1))];
            Assert.Equal(plain.Predict(clamped)[0], rounded.Predict(x)[0], 1e-5f); // sums of five in single precision
        }
    }

    [Theory]
    [InlineData("0100111110010010")]
    [InlineData("0111110011011000")]
    public void DistortionsAreMeansOverCompletions(string text)
    {
        Signal signal = new("", text);
        float[] outputs = [.. Enumerable.Range(0, Strings.Count).Select(word => (float)new Random(word).NextDouble())];
        Distortions found = Distortions.Of(outputs, signal.Word);
        foreach (uint set in new[] { 0u, 0xffffu, signal.Block, 0x1234u, 0x8001u })
        {
            double[] squares =
            [
                .. Enumerable
                    .Range(0, Strings.Count)
                    .Where(word => ((uint)word & set) == (signal.Word & set))
                    .Select(word => Math.Pow((double)outputs[signal.Word] - outputs[word], 2) / 2),
            ];
            Assert.Equal(squares.Average(), found[set], 1e-13); // 65,536 additions in double precision
        }
    }

    /// <summary>
    /// Section 6.1: the block is the smallest set without distortion. What it says of smaller sets, "at least 1/2", cannot
    /// be: ½(Φ(x) − Φ(y))² is never more, and fixing four of the block leaves it to one bit.
    /// </summary>
    [Fact]
    public void BlockIsTheSmallestSetWithoutDistortion()
    {
        foreach (Signal signal in new[] { Signal.Alone, Signal.Distracted })
        {
            Distortions exact = Distortions.Of(Strings.Truth(), signal.Word);
            (double Distortion, uint Set)[] best = exact.Best();
            Assert.Equal((0.0, signal.Block), best[Blocks.Block]);
            Assert.InRange(best[Blocks.Block - 1].Distortion, 0.1, 0.25);
            Assert.Equal(Blocks.Block, Distortions.Rate([.. best.Select(one => one.Distortion)], 0));
        }
    }

    [Fact]
    public void AnOrderNeverBeatsTheOptimum()
    {
        Distortions exact = Distortions.Of(Strings.Truth(), Signal.Distracted.Word);
        (double Distortion, uint Set)[] best = exact.Best();
        int[] order = [.. Enumerable.Range(0, Blocks.Length)];
        for (int sample = 0; sample < 50; sample++)
        {
            new SampleRandom(5, sample).Shuffle(order);
            double[] along = exact.Along(order);
            Assert.All(along.Zip(best), pair => Assert.True(pair.First >= pair.Second.Distortion));
            Assert.Equal(0, along[^1]);
        }
    }

    [Fact]
    public void Lemma43Holds()
    {
        using BlocksGradient network = new(Blocks.Weights());
        float[] outputs = Strings.Outputs(network);
        foreach (Signal signal in new[] { Signal.Alone, Signal.Distracted })
            Assert.Equal(0, Lemma43.LargestGap(signal.Word, Distortions.Of(outputs, signal.Word)));
    }

    /// <summary>A distortion of another function does not fit: the check can fail.</summary>
    [Fact]
    public void Lemma43SeesAnotherFunction()
    {
        float[] other = Strings.Truth();
        other[0] = 1;
        Assert.NotEqual(0, Lemma43.LargestGap(Signal.Alone.Word, Distortions.Of(other, Signal.Alone.Word)));
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.02)]
    public void Lemma44Holds(double eta)
    {
        Distortions truth = Distortions.Of(Strings.Truth(), Signal.Distracted.Word);
        Lemma44 lemma = Lemma44.Check(eta, Signal.Distracted, truth);
        Assert.True(lemma.Holds);
        Assert.True(lemma.ContinuousGap > 4 * lemma.Error); // numbers do differ from bits: the check sees something
    }

    [Theory]
    [InlineData(0b1_1111, 0)]
    [InlineData(0b11_0110_0001_1111, 4)]
    [InlineData(0b11_1111, -1)] // a block of six holds two of five
    [InlineData(0b0, -1)]
    public void KindsCountOnesBesideTheBlock(int word, int closest) => Assert.Equal(closest, Kinds.Closest((uint)word));
}

using QuickStart;
using RuleCompiler.Laboratory.Sanity;
using RuleCompiler.TestData;

namespace RuleCompiler.Laboratory.Tests.Sanity;

/// <summary>The sanity checks on trained networks, and what random parameters are.</summary>
public sealed class SanityCheckTests
{
    private static readonly WeightSet Mnist = WeightFile.Read(TestFiles.Path("mnist-cnn.onnx"));
    private static readonly float[] Digit = NpzFile.Read(TestFiles.Path("mnist-cnn-io.npz"))["input"].ToSingles();
    private static readonly int[] Targets = Classes("mnist-cnn-io.npz");

    [Fact]
    public void Explanations_by_the_z_plus_rule_stay_when_upper_layers_are_random()
    {
        ParameterRandomization plus = ParameterRandomization.Of(Mnist, w => new DigitsPlus(w), Digit, Targets);
        ParameterRandomization gradient = ParameterRandomization.Of(Mnist, w => new DigitsGradient(w), Digit, Targets);
        Assert.Equal(5, plus.Steps.Count);
        Assert.Equal(["dense2", "dense1", "conv3", "conv2", "conv1"], plus.Steps.Select(step => step.Layer));
        foreach (RandomizationStep step in plus.Steps)
        {
            Assert.Equal(Targets.Length, step.Scores.Count);
            Assert.Equal(step.Scores.Average(), step.Ssim.Mean, 1e-12);
            Assert.InRange(step.Ssim.Mean, step.Ssim.Low, step.Ssim.High);
        }

        Assert.True(plus.Steps[0].Ssim.Mean > gradient.Steps[0].Ssim.Mean + 0.1, Text(plus, gradient));
        Assert.True(plus.Steps[0].Ssim.Mean > 0.8, Text(plus, gradient));
        // all random, down to the first layer: nothing of the network is left
        Assert.True(gradient.Steps[^1].Ssim.Mean < 0.7, Text(plus, gradient));
    }

    [Fact]
    public void Explanations_by_the_z_plus_rule_are_those_of_any_class()
    {
        using DigitsPlus plus = new(Mnist);
        using DigitsGradient gradient = new(Mnist);
        RandomLogit same = RandomLogit.Of(plus, Digit, Targets);
        RandomLogit other = RandomLogit.Of(gradient, Digit, Targets);
        Assert.True(same.Ssim.Mean > other.Ssim.Mean + 0.1, $"{same.Ssim} {other.Ssim}");
        for (int n = 0; n < Targets.Length; n++)
        {
            Assert.NotEqual(Targets[n], same.Others[n]);
            Assert.InRange(same.Others[n], 0, 9);
        }

        Assert.Equal(same.Scores, RandomLogit.Of(plus, Digit, Targets).Scores);
        Assert.Equal(Math.Min(4, Targets.Length), same.Maps.Count);
    }

    [Fact]
    public void The_scores_are_those_of_the_maps()
    {
        ParameterRandomization found = ParameterRandomization.Of(
            Mnist,
            w => new DigitsPlus(w),
            Digit.AsSpan(0, 784),
            Targets.AsSpan(0, 1),
            new() { Reinitialization = Reinitialization.Shuffle, Seed = 7 }
        );
        using DigitsPlus explainer = new(Mnist);
        Assert.Equal(
            SaliencyMap.Of(explainer.Explain(Digit.AsSpan(0, 784), Targets[0]).Relevance, [1, 28, 28]).Values,
            found.Originals[0].Values
        );
        foreach (RandomizationStep step in found.Steps)
            Assert.Equal(Ssim.OfExplanations(found.Originals[0], step.Maps[0]), step.Scores[0]);
    }

    [Fact]
    public void A_network_with_norms_has_its_norms_with_their_layers()
    {
        WeightSet weights = WeightFile.Read(TestFiles.Path("fashion-bn-cnn.onnx"));
        float[] pictures = NpzFile.Read(TestFiles.Path("fashion-io.npz"))["input"].ToSingles();
        int[] classes = Classes("fashion-io.npz");
        ParameterRandomization found = ParameterRandomization.Of(weights, w => new FashionPlus(w), pictures, classes);
        Assert.Equal(["dense2", "dense1", "conv4", "conv3", "conv2", "conv1"], found.Steps.Select(step => step.Layer));
        Assert.All(found.Steps, step => Assert.All(step.Scores, score => Assert.InRange(score, -1, 1)));
    }

    [Theory]
    [InlineData(Reinitialization.He)]
    [InlineData(Reinitialization.OwnMoments)]
    [InlineData(Reinitialization.Shuffle)]
    public void Random_parameters_are_as_asked_for(Reinitialization kind)
    {
        WeightSet weights = WeightFile.Read(TestFiles.Path("fashion-bn-cnn.onnx"));
        using FashionPlus explainer = new(weights);
        RandomParameters parameters = new(explainer, weights, new() { Reinitialization = kind });
        WeightSet three = parameters.Randomized(3);
        // the last three layers with weights: 4 tensors of dense layers, a kernel and its norm's 4
        Assert.Equal(9, weights.Count(tensor => !ReferenceEquals(tensor, three[tensor.Name])));
        foreach (Tensor tensor in weights.Where(tensor => !ReferenceEquals(tensor, three[tensor.Name])))
        {
            float[] random = three[tensor.Name].Values;
            Assert.Same(random, three[tensor.Name].Values);
            if (tensor.Shape.Length >= 2)
                Assert.NotEqual(tensor.Values, random);
            if (kind == Reinitialization.Shuffle)
                Assert.Equal(tensor.Values.Order(), random.Order());
            else if (tensor.Shape.Length >= 2)
                Deviates(tensor, random, kind);
        }

        // a layer's numbers are the same however many are random
        Tensor last = weights.Last(tensor => tensor.Shape.Length == 2);
        Assert.Equal(three[last.Name].Values, parameters.Randomized(1)[last.Name].Values);
    }

    [Fact]
    public void What_is_no_picture_is_refused()
    {
        using BranchesGradient explainer = new(Branches.Weights());
        Assert.Throws<ArgumentException>(() => RandomLogit.Of(explainer, new float[6], [0]));
        Assert.Throws<ArgumentException>(() =>
            ParameterRandomization.Of(Mnist, w => new DigitsPlus(w), Digit.AsSpan(0, 784), [0, 1])
        );
        using CancellationTokenSource cancelled = new();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            ParameterRandomization.Of(
                Mnist,
                w => new DigitsPlus(w),
                Digit,
                Targets,
                new() { CancellationToken = cancelled.Token }
            )
        );
    }

    private static void Deviates(Tensor tensor, float[] random, Reinitialization kind)
    {
        double inputs = tensor.Shape.Skip(1).Aggregate(1, (product, extent) => product * extent);
        double mean = kind == Reinitialization.He ? 0 : tensor.Values.Average(v => (double)v);
        double expected =
            kind == Reinitialization.He
                ? Math.Sqrt(2 / inputs)
                : Math.Sqrt(tensor.Values.Average(v => (v - mean) * (v - mean)));
        // five deviations of the mean of so many numbers, and of their deviation
        double error = 5 * expected / Math.Sqrt(random.Length);
        Assert.Equal(mean, random.Average(v => (double)v), error);
        Assert.Equal(expected, Math.Sqrt(random.Average(v => (v - mean) * (v - mean))), error);
    }

    private static int[] Classes(string file)
    {
        float[] logits = NpzFile.Read(TestFiles.Path(file))["logits"].ToSingles();
        return [.. logits.Chunk(10).Select(sample => Array.IndexOf(sample, sample.Max()))];
    }

    private static string Text(params ParameterRandomization[] found) =>
        string.Join(
            "; ",
            found.Select(f => string.Join(" ", f.Steps.Select(step => $"{step.Layer} {step.Ssim.Mean:f2}")))
        );
}

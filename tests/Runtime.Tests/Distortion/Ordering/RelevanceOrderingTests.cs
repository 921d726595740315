using RuleCompiler.Runtime.Tests.Methods;

namespace RuleCompiler.Runtime.Tests.Distortion.Ordering;

public class RelevanceOrderingTests
{
    private static readonly float[] X = [0.9f, -0.4f, 0.3f, 0.8f, -0.7f, 0.1f];
    private static readonly float[] Weights = [1.5f, -2, 0.25f, 0.5f, 3, -1];
    private static readonly float[] Mean = [0.1f, 0.3f, -0.2f, 0.5f, 0.2f, 0];
    private static readonly float[] Variance = [0.5f, 0.1f, 1, 0.2f, 0.3f, 0];

    private static FunctionNetwork Linear { get; } =
        FunctionNetwork.Linear(Array.ConvertAll(Weights, w => (double)w), 0.7);

    private static GaussianReference Gaussian { get; } = new(Mean, Variance);

    [Theory]
    [InlineData(OrderingFormulation.Productive)]
    [InlineData(OrderingFormulation.Destructive)]
    public void OfALinearScoreTheDistortionIsTheClosedForm(OrderingFormulation formulation)
    {
        float[] relevance = [5, 6, 1, 2, 4, 3];
        OrderingOptions options = new()
        {
            Formulation = formulation,
            Samples = 20_000,
            Steps = 6,
            Seed = 3,
        };

        OrderingCurve curve = Test(Linear, X, relevance, Gaussian, options).Mean;

        double[] expected = [.. curve.Counts.Select(k => ClosedForm(relevance, k, formulation))];
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], curve.Counts);
        // the deviation of ½g² with g normal is below 2½ times its mean; four standard errors
        for (int i = 0; i < expected.Length; i++)
            Assert.InRange(curve.Distortions[i].Mean, expected[i] * 0.95, expected[i] * 1.05);
        Assert.InRange(curve.Area.Mean, Trapezoids(expected) * 0.95, Trapezoids(expected) * 1.05);
        Assert.All(
            curve.Distortions.Where(d => d.Mean > 1e-9),
            d => Assert.InRange(d.High - d.Low, 1e-9 * d.Mean, 0.1 * d.Mean)
        );
    }

    /// <summary>What is known exactly is read, and put together, as what was measured is.</summary>
    [Theory]
    [InlineData(OrderingFormulation.Productive)]
    [InlineData(OrderingFormulation.Destructive)]
    public void ACurveOfOnesOwnIsComparedWithMeasuredOnes(OrderingFormulation formulation)
    {
        float[] relevance = [5, 6, 1, 2, 4, 3];
        OrderingOptions options = new()
        {
            Formulation = formulation,
            Samples = 20_000,
            Steps = 6,
        };
        OrderingCurve measured = Test(Linear, X, relevance, Gaussian, options).Mean;
        double[] exact = [.. measured.Counts.Select(k => ClosedForm(relevance, k, formulation))];

        OrderingCurve own = new(
            formulation,
            6,
            measured.Counts,
            [.. exact.Select(d => new ConfidenceInterval(d, d, d))]
        );

        Assert.Equal(measured.Rates, own.Rates);
        Assert.Equal(Trapezoids(exact), own.Area.Mean, 1e-12);
        Assert.True(double.IsNaN(own.Area.Low) && double.IsNaN(own.Area.High));
        double within = 0.5 * (exact[2] + exact[3]);
        Assert.Equal(measured.Count(within, RateReading.First), own.Count(within, RateReading.First));
        OrderingCurve both = OrderingResult.Of([own, measured]).Mean;
        Assert.Equal(0.5 * (own.Area.Mean + measured.Area.Mean), both.Area.Mean, 1e-12);
        Assert.Equal(0.5 * (exact[1] + measured.Distortions[1].Mean), both.Distortions[1].Mean, 1e-12);
    }

    /// <summary>The interval of one image is that of its random inputs: it holds the truth about as often as it says.</summary>
    [Fact]
    public void TheIntervalHoldsTheTruthAsOftenAsItSays()
    {
        float[] relevance = [5, 6, 1, 2, 4, 3];
        double truth = ClosedForm(relevance, 0, OrderingFormulation.Productive);
        int held = 0;
        for (int seed = 0; seed < 200; seed++)
        {
            OrderingOptions options = new()
            {
                Samples = 200,
                Rates = [0],
                Seed = seed,
                Confidence = 0.8,
            };
            ConfidenceInterval found = Test(Linear, X, relevance, Gaussian, options).Mean.Distortions[0];
            if (found.Low <= truth && truth <= found.High)
                held++;
        }

        // 160 of 200 expected, deviation 5.7
        Assert.InRange(held, 137, 183);
    }

    [Fact]
    public void APerfectOrderingOfABooleanFunctionBeatsARandomOne()
    {
        const int d = 16;
        int[] relevant = [4, 5, 6, 7, 8];
        FunctionNetwork network = new([d], x => relevant.All(j => x[j] > 0.5) ? 1 : 0);
        float[] x = new float[d],
            perfect = new float[d],
            random = [.. Enumerable.Range(0, d).Select(j => (float)(j * 7 % d))];
        foreach (int j in relevant)
            x[j] = perfect[j] = 1;
        OrderingOptions options = new() { Steps = d, Samples = 4000 };

        OrderingCurve best = Test(network, x, perfect, new BinaryReference(d), options).Mean;
        OrderingCurve other = Test(network, x, random, new BinaryReference(d), options).Mean;

        // lemma 4.3 of macdonald2020explaining: P(Φ(y) = Φ(x)) = 1 − 2D, here 2^(k − 5)
        for (int k = 0; k <= d; k++)
            Assert.Equal((1 - Math.Pow(2, Math.Min(0, k - 5))) / 2, best.Distortions[k].Mean, 0.03);
        Assert.Equal(0, best.Distortions[5].Mean);
        Assert.Equal(5, best.Count(0));
        Assert.Equal(4, best.Count(0.3));
        Assert.Null(best.Count(-1));
        Assert.True(other.Area.Mean > best.Area.Mean + 0.1, $"{other.Area} {best.Area}");
        Assert.True(other.Count(0) > 10, $"{other.Count(0)}");
    }

    [Fact]
    public void TheDestructiveTestMirrorsTheProductiveOneOfTheReversedMap()
    {
        float[] relevance = [5, 6, 1, 2, 4, 3];
        OrderingOptions options = new() { Samples = 64, Steps = 6 };

        OrderingCurve destructive = Test(
            Linear,
            X,
            relevance,
            Gaussian,
            options with
            {
                Formulation = OrderingFormulation.Destructive,
            }
        ).Mean;
        OrderingCurve productive = Test(Linear, X, [.. relevance.Select(r => -r)], Gaussian, options).Mean;

        Assert.Equal(productive.Distortions.Reverse(), destructive.Distortions);
        Assert.Equal(0, destructive.Distortions[0].Mean);
        Assert.Equal(1, destructive.Count(1e-6));
    }

    [Fact]
    public void TiesAreBrokenAtRandomByTheSeed()
    {
        float[] flat = new float[6];
        OrderingOptions options = new() { Samples = 16, Steps = 6 };

        Assert.Equal(Values(0), Values(0));
        Assert.NotEqual(Values(0), Values(1));
        // whatever is tied keeps its place among what is not: the last component, alone on top, is fixed first
        GaussianReference certain = new(Mean, [0, 0, 0, 0, 0, 1]);
        OrderingCurve curve = Test(Linear, X, [0, 0, 0, 0, 0, 1], certain, options).Mean;
        Assert.All(curve.Distortions.Skip(1), d => Assert.Equal(0, d.High - d.Low, 1e-6));
        Assert.True(curve.Distortions[0].High > curve.Distortions[0].Low);

        IEnumerable<double> Values(int seed) =>
            Test(Linear, X, flat, Gaussian, options with { Seed = seed }).Mean.Distortions.Select(d => d.Mean);
    }

    /// <summary>Two images with other random inputs and other orders among ties than each other, whatever is tested beside them.</summary>
    [Fact]
    public void ImagesAreAveragedAndEachHasRandomInputsOfItsOwn()
    {
        OrderingOptions options = new() { Samples = 32, Steps = 3 };
        float[] relevance = [5, 6, 1, 2, 4, 3];

        OrderingResult both = Test(Linear, [.. X, .. X], [.. relevance, .. relevance], Gaussian, options);

        OrderingCurve alone = Test(Linear, X, relevance, Gaussian, options).Mean;
        Assert.Equal(alone.Distortions, both.Images[0].Distortions);
        Assert.NotEqual(both.Images[0].Distortions, both.Images[1].Distortions);
        Assert.Equal(
            both.Images[0].Distortions.Zip(both.Images[1].Distortions, (a, b) => (a.Mean + b.Mean) / 2),
            both.Mean.Distortions.Select(d => d.Mean)
        );
        Assert.Equal((both.Images[0].Area.Mean + both.Images[1].Area.Mean) / 2, both.Mean.Area.Mean, 1e-12);
    }

    [Fact]
    public void PixelsAreFixedWithAllTheirChannels()
    {
        // [2,1,3]: only the second pixel matters, and only in its second channel
        FunctionNetwork network = new([2, 1, 3], x => x[4]);
        float[] x = [0, 0, 0, 0, 5, 0],
            relevance = [1, 3, 1, 1, 0, 1.5f];
        UniformReference reference = new(6);
        OrderingOptions options = new() { Samples = 8, Steps = 6 };

        OrderingCurve values = Test(network, x, relevance, reference, options).Mean;
        OrderingCurve pixels = Test(
            network,
            x,
            relevance,
            reference,
            options with
            {
                Components = OrderingComponents.Pixels,
            }
        ).Mean;

        Assert.Equal(6, values.Components);
        Assert.Equal(6, values.Count(0));
        Assert.Equal([0, 1, 2, 3], pixels.Counts);
        Assert.Equal(1, pixels.Count(0));
        Assert.Equal(1 / 3.0, pixels.Rate(0));
    }

    [Fact]
    public void AProbabilityIsTheSoftmaxOverAllOutputs()
    {
        using AskedGradient network = new(Explaining.SmallNetwork.Tensors());
        float[] x = Explaining.SmallNetwork.Sample(0),
            mean = Explaining.SmallNetwork.Sample(1);
        GaussianReference fixedPoint = new(mean, new float[mean.Length]);
        OrderingOptions options = new()
        {
            Samples = 2,
            Rates = [0, 1],
            Score = OrderingScore.Probability,
        };

        OrderingCurve curve = RelevanceOrdering.Test(network, x, new float[x.Length], [2], fixedPoint, options).Mean;

        double away = Probability(network.Predict(x)) - Probability(network.Predict(mean));
        Assert.Equal(away * away / 2, curve.Distortions[0].Mean, 1e-7);
        Assert.Equal(0, curve.Distortions[1].Mean);

        static double Probability(float[] logits) => Math.Exp(logits[2]) / logits.Sum(l => Math.Exp(l));
    }

    [Fact]
    public void ProgressGrowsToOneAndTheTokenEndsTheRun()
    {
        List<double> told = [];
        using CancellationTokenSource source = new();
        OrderingOptions options = new()
        {
            Samples = 300,
            Steps = 3,
            Progress = new Told(told.Add),
            CancellationToken = source.Token,
        };

        Test(Linear, X, Weights, Gaussian, options);

        Assert.Equal(told.Order(), told);
        Assert.Equal(1, told[^1], 1e-12);
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => Test(Linear, X, Weights, Gaussian, options));
    }

    internal static OrderingResult Test(
        IExplainable network,
        float[] x,
        float[] relevance,
        ReferenceDistribution reference,
        OrderingOptions options
    ) => RelevanceOrdering.Test(network, x, relevance, [0], reference, options);

    /// <summary>½(Σ w(x − μ))² + ½Σ w²σ² over what is random.</summary>
    private static double ClosedForm(float[] relevance, int count, OrderingFormulation formulation)
    {
        int[] order = [.. Enumerable.Range(0, 6).OrderByDescending(j => relevance[j])];
        IEnumerable<int> random = formulation == OrderingFormulation.Productive ? order[count..] : order[..count];
        double bias = random.Sum(j => (double)Weights[j] * (X[j] - Mean[j])),
            variance = random.Sum(j => (double)Weights[j] * Weights[j] * Variance[j]);
        return ((bias * bias) + variance) / 2;
    }

    private static double Trapezoids(double[] values) =>
        (values.Sum() - ((values[0] + values[^1]) / 2)) / (values.Length - 1);

    private sealed class Told(Action<double> tell) : IProgress<double>
    {
        public void Report(double value) => tell(value);
    }
}

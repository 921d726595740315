using RuleCompiler.PatternEstimation;
using RuleCompiler.TestData;
using static RuleCompiler.Runtime.Tests.Explaining.SmallNetwork;

namespace RuleCompiler.Runtime.Tests.Signals;

/// <summary>The stream's covariances against two passes over all patches, in double precision.</summary>
public sealed class EstimationTests
{
    public static TheoryData<SignalEstimator, PatternCentre> Estimators =>
        new()
        {
            { SignalEstimator.Linear, PatternCentre.AllOutputs },
            { SignalEstimator.Positive, PatternCentre.AllOutputs },
            { SignalEstimator.Positive, PatternCentre.PositiveOutputs },
        };

    [Theory]
    [MemberData(nameof(Estimators))]
    public void Layers_of_a_network_agree_with_two_passes(SignalEstimator estimator, PatternCentre centre)
    {
        const int count = 23;
        using Explaining.SmallPlus network = new(Tensors());
        Patterns patterns = PatternEstimator.Estimate(network, Batch(count), All(estimator, centre));
        Assert.Equal(["conv1", "conv2", "dense1", "dense2"], patterns.Layers.Select(l => l.Layer));
        Explanation[] samples =
        [
            .. Enumerable.Range(0, count).Select(n => network.Explain(Sample(n), 0, layers: true)),
        ];
        Conv2d conv1 = new(6, Kernel: 3, Pad: 1),
            conv2 = new(8, Kernel: 3);
        Agree(
            patterns,
            "conv1",
            [.. Enumerable.Range(0, count).SelectMany(n => NaivePatterns.Patches(Sample(n), (2, 9, 7), conv1, 0))]
        );
        Agree(
            patterns,
            "conv2",
            [.. samples.SelectMany(s => NaivePatterns.Patches(s.Values["avgpool1"], (6, 4, 3), conv2, 0))]
        );
        Agree(patterns, "dense1", Rows(samples, "flatten1"));
        Agree(patterns, "dense2", Rows(samples, "relu3"));

        void Agree(Patterns found, string layer, double[][] x)
        {
            float[] weight = Tensors()[$"{layer}.weight"].Values,
                bias = Tensors()[$"{layer}.bias"].Values;
            Compare(found, layer, weight, bias, _ => x);
        }
    }

    [Theory]
    [MemberData(nameof(Estimators))]
    public void A_window_of_every_kind_agrees_with_two_passes(SignalEstimator estimator, PatternCentre centre)
    {
        const int count = 9;
        WeightSet weights = Deterministic.Network("windows", ("conv1", [6, 2, 3, 2]), ("dense1", [5, 6 * 4 * 11]));
        float[] inputs = Deterministic.Fill("windows/x", [count, 4 * 9 * 8], -1, 1);
        using WindowsGradient network = new(weights);
        Patterns patterns = PatternEstimator.Estimate(network, inputs, All(estimator, centre));
        Compare(
            patterns,
            "conv1",
            weights["conv1.weight"].Values,
            weights["conv1.bias"].Values,
            unit =>
                [
                    .. Enumerable
                        .Range(0, count)
                        .SelectMany(n =>
                            NaivePatterns.Patches(
                                inputs[(n * 288)..((n + 1) * 288)],
                                (4, 9, 8),
                                Windows.Grouped,
                                unit / 3
                            )
                        ),
                ]
        );
    }

    // declared networks have dense layers of one row alone; imported ones have them of several
    [Theory]
    [MemberData(nameof(Estimators))]
    public void Rows_of_a_dense_layer_are_samples(SignalEstimator estimator, PatternCentre centre)
    {
        const int count = 40;
        WeightSet weights = Deterministic.Network("rows", ("dense1", [4, 5]));
        (float[] weight, float[] bias) = (weights["dense1.weight"].Values, weights["dense1.bias"].Values);
        float[] inputs = Deterministic.Fill("rows/x", [count, 15], -1, 1);
        LayerEstimator layer = new(
            "dense1",
            null,
            new(new Dense(4), [3, 5], [3, 4]),
            [4, 5],
            (weight, bias),
            All(estimator, centre)
        );
        layer.Add(inputs, count, 0, new());
        double[][] rows = [.. inputs.Chunk(5).Select(row => row.Select(v => (double)v).ToArray())];
        Compare(new([layer.Result()], estimator, centre, count, 0), "dense1", weight, bias, _ => rows);
    }

    // single sums of squares would have no digit left: 1e8 against 1e-2
    [Theory]
    [MemberData(nameof(Estimators))]
    public void A_small_variance_about_a_large_mean_is_kept(SignalEstimator estimator, PatternCentre centre)
    {
        float[] noise = Deterministic.Fill("large/x", [3000, 2], -0.1732, 0.1732);
        float[] inputs = [.. noise.Select(v => 1e4f + v)]; // rounded to float32 here, before anything is estimated
        using OneUnitGradient network = new(SignalTests.Weights());
        Patterns patterns = PatternEstimator.Estimate(network, inputs, All(estimator, centre) with { Batch = 7 });
        double[][] x = [.. inputs.Chunk(2).Select(row => row.Select(v => (double)v).ToArray())];
        float[] w = SignalTests.Weights()["dense1.weight"].Values;
        Compare(patterns, "dense1", w, [0], _ => x, tolerance: 1e-7); // means of 1e4 in E[x]·m leave eight digits
    }

    [Fact]
    public void Threads_change_nothing_and_batches_only_rounding()
    {
        using Explaining.SmallPlus network = new(Tensors());
        PatternOptions options = new() { HoldOut = 3, QualityPatches = 40 };
        float[] inputs = Batch(90);
        Patterns one = PatternEstimator.Estimate(network, inputs, options with { Threads = 1 });
        Patterns many = PatternEstimator.Estimate(network, inputs, options with { Threads = 3 });
        Patterns small = PatternEstimator.Estimate(network, inputs, options with { Batch = 7 });
        network.MostFloats = 1; // and each sample is a piece of its own
        Patterns pieces = PatternEstimator.Estimate(network, inputs, options);
        for (int l = 0; l < one.Layers.Count; l++)
        {
            Assert.Equal(one.Layers[l].Exact, many.Layers[l].Exact);
            Assert.Equal(one.Layers[l].Quality, many.Layers[l].Quality);
            foreach (LayerPattern other in new[] { small.Layers[l], pieces.Layers[l] })
            {
                // the network itself adds dense layers' sums in another order for few samples, in float32
                Assert.InRange(NaivePatterns.Distance(one.Layers[l].Exact, other.Exact), 0, 1e-5);
                Assert.Equal(one.Layers[l].Quality.Select(double.IsNaN), other.Quality.Select(double.IsNaN));
            }

            // what the first convolution reads is no result of the network's
            if (l == 0)
                Assert.InRange(NaivePatterns.Distance(one.Layers[l].Exact, pieces.Layers[l].Exact), 0, 1e-12);
        }

        Assert.DoesNotContain(double.NaN, one.Layers[0].Quality);
    }

    [Fact]
    public void A_stream_may_come_in_any_portions()
    {
        using Explaining.SmallPlus network = new(Tensors());
        PatternOptions options = new() { Estimator = SignalEstimator.Linear };
        PatternEstimator estimator = new(network, options);
        Assert.Throws<InvalidOperationException>(estimator.Result);
        estimator.Add(Batch(20).AsSpan(0, 13 * Inputs));
        Assert.Throws<ArgumentException>(() => estimator.Add([float.NaN]));
        estimator.Add(Batch(20).AsSpan(13 * Inputs));
        Assert.Equal(20, estimator.Samples);
        Patterns whole = PatternEstimator.Estimate(network, Batch(20), options);
        Assert.InRange(NaivePatterns.Distance(whole.Layers[0].Exact, estimator.Result().Layers[0].Exact), 0, 1e-12);
    }

    [Fact]
    public void Units_that_are_never_positive_have_no_pattern()
    {
        // the second unit of conv1 is never positive, the third never varies
        WeightSet weights = Tensors(
            "conv1.bias",
            t => new(t.Name, t.Shape, [.. t.Values.Select((b, k) => k == 1 ? -1e6f : b)], t.Role)
        );
        weights = new(
            "weights.npz",
            weights.Select(t =>
                t.Name == "conv1.weight"
                    ? new Tensor(t.Name, t.Shape, [.. t.Values.Select((w, i) => i / 18 == 2 ? 0 : w)], t.Role)
                    : t
            )
        );
        using Explaining.SmallPlus network = new(weights);
        LayerPattern conv1 = PatternEstimator.Estimate(network, Batch(30)).Layers[0];
        Assert.Equal([1, 2], conv1.UnitsWithoutPattern);
        Assert.All(conv1.Values[18..54], a => Assert.Equal(0, a));
        Assert.Contains(conv1.Values[..18], a => a != 0);
        Assert.True(double.IsNaN(conv1.Quality[1]));
        LayerPattern linear = PatternEstimator
            .Estimate(network, Batch(30), new() { Estimator = SignalEstimator.Linear })
            .Layers[0];
        Assert.Equal([2], linear.UnitsWithoutPattern);
    }

    [Fact]
    public void Where_quality_is_not_measured_it_is_said_why()
    {
        using Explaining.SmallPlus network = new(Tensors());
        LayerPattern Layer(PatternOptions options, int at) =>
            PatternEstimator.Estimate(network, Batch(30), options).Layers[at];
        Assert.Contains("held out", Layer(new() { HoldOut = 0 }, 0).WhyNoQuality);
        Assert.Contains("QualityBytes", Layer(new() { QualityBytes = 1 }, 0).WhyNoQuality);
        Assert.Contains("twice", Layer(new(), 3).WhyNoQuality); // 20 inputs, three samples to fit
        Assert.Null(Layer(new() { HoldOut = 2, QualityPatches = 60 }, 0).WhyNoQuality);
        // memory for two covariances of 18 inputs, each for fitting and evaluating
        LayerPattern some = Layer(
            new()
            {
                HoldOut = 2,
                QualityPatches = 60,
                QualityBytes = 2 * 2 * 18 * 18 * 8,
            },
            0
        );
        Assert.Equal([0, 3], Enumerable.Range(0, 6).Where(k => !double.IsNaN(some.Quality[k])));
    }

    [Fact]
    public void An_estimation_can_be_ended_and_tells_its_progress()
    {
        using Explaining.SmallPlus network = new(Tensors());
        using CancellationTokenSource source = new();
        List<long> told = [];
        Told progress = new(told, source);
        Assert.Throws<OperationCanceledException>(() =>
            PatternEstimator.Estimate(network, Batch(50), new() { Batch = 10 }, progress, source.Token)
        );
        Assert.Equal([10L, 20], told);
    }

    private sealed class Told(List<long> told, CancellationTokenSource source) : IProgress<long>
    {
        public void Report(long value)
        {
            told.Add(value);
            if (value == 20)
                source.Cancel();
        }
    }

    private static PatternOptions All(SignalEstimator estimator, PatternCentre centre) =>
        new()
        {
            Estimator = estimator,
            Centre = centre,
            HoldOut = 0,
            Batch = 4,
        };

    private static double[][] Rows(Explanation[] samples, string layer) =>
        [.. samples.Select(s => s.Values[layer].Select(v => (double)v).ToArray())];

    // the layers' inputs in a batch of four are those of a single sample but for float32's rounding of dense layers: no
    // network here has more than eight samples at once, so they are the same
    private static void Compare(
        Patterns patterns,
        string layer,
        float[] weight,
        float[] bias,
        Func<int, double[][]> inputs,
        double tolerance = 1e-9
    )
    {
        LayerPattern found = patterns.Layers.Single(l => l.Layer == layer);
        int units = bias.Length,
            each = weight.Length / units;
        for (int k = 0; k < units; k++)
        {
            float[] w = weight[(k * each)..((k + 1) * each)];
            double[] expected = NaivePatterns.Of(inputs(k), w, bias[k], patterns.Estimator, patterns.Centre);
            double[] pattern = found.Exact[(k * each)..((k + 1) * each)];
            if (expected.All(v => v == 0))
            {
                Assert.Contains(k, found.UnitsWithoutPattern);
                continue;
            }

            Assert.InRange(NaivePatterns.Distance(expected, pattern), 0, tolerance);
            Assert.Equal(1, pattern.Zip(w, (a, b) => a * b).Sum(), 1e-9);
        }
    }
}

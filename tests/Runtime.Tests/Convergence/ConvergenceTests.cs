using RuleCompiler.Runtime.Tests.Explaining;
using static RuleCompiler.Runtime.Tests.Explaining.SmallNetwork;

namespace RuleCompiler.Runtime.Tests.Convergence;

/// <summary>Convergence whatever goes down at once; what it leaves out; what it refuses.</summary>
public sealed class ConvergenceTests : IDisposable
{
    private readonly SmallPlus _explainer = new(Tensors());

    public void Dispose() => _explainer.Dispose();

    [Fact]
    public void Paths_go_from_the_output_down()
    {
        RuleCompiler.Convergence found = _explainer.Convergence(Batch(2));
        Assert.Equal((5, 2), (found.Vectors, found.Samples));
        Assert.Equal(["conv1", "conv2", "dense1", "dense2"], _explainer.ConvergenceLayers);
        Assert.Equal(["dense2", "dense1", "conv2", "conv1"], found.Paths.Select(p => p.From));
        Assert.Equal(["dense1", "conv2", "conv1", "input"], found.Paths[1].Layers.Select(l => l.Layer));
        Assert.Equal(2 * 10, found.Paths[1].Layers[0].Values); // pairs of five, two samples
        Assert.Equal(2 * 10 * 9 * 7, found.Paths[3].Layers[0].Values); // at each location
        Assert.Equal(2 * 10, found.Paths[3].Layers[1].Values); // the whole image
    }

    // kernels for one row and for several add in another order, which 1 − |cos| shows where it is small
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(60_000, 1)]
    [InlineData(500_000_000, 2)]
    public void Memory_and_threads_change_no_more_than_rounding(long bytes, int threads)
    {
        RuleCompiler.Convergence expected = _explainer.Convergence(Batch(3), new() { Seed = 7 });
        using SmallPlus other = new(Tensors(), new() { Threads = threads });
        RuleCompiler.Convergence found = other.Convergence(Batch(3), new() { Seed = 7, MostBytes = bytes });
        Same(expected, found, 1e-3);
    }

    [Fact]
    public void Starting_at_some_layers_is_a_part_of_starting_at_all()
    {
        RuleCompiler.Convergence all = _explainer.Convergence(Batch(1));
        RuleCompiler.Convergence some = _explainer.Convergence(Batch(1), new() { From = ["conv1", "dense1"] });
        Assert.Equal(["dense1", "conv1"], some.Paths.Select(p => p.From));
        Same(all with { Paths = [all.Paths[1], all.Paths[3]] }, some, 1e-3);
    }

    [Fact]
    public void Channels_of_a_rule_are_parts_of_one_vector()
    {
        const int vectors = 3;
        using SmallApart apart = new(Tensors());
        Interpreter interpreter = Interpreter.For<SmallNetwork, AllApart>(Tensors());
        float[] starts = new float[vectors * 20];
        SampleRandom random = new(1, 2);
        foreach (ref float value in starts.AsSpan())
            value = (float)random.Normal();
        LayerSimilarity found = apart
            .Convergence(
                Sample(0),
                new()
                {
                    Vectors = vectors,
                    From = ["dense1"],
                    Start = (_, _, v, r) => starts.AsSpan(v * 20, 20).CopyTo(r),
                }
            )
            .Paths[0]
            .Layers[1];
        Assert.Equal("conv2", found.Layer);
        double[][][] arrived =
        [
            .. starts
                .Chunk(20)
                .Select(s =>
                    interpreter.ExplainFrom(Sample(0), "dense1", Array.ConvertAll(s, v => (double)v)).Layers["conv2"]
                ),
        ];
        List<double> expected = [];
        int locations = arrived[0][0].Length / 8;
        for (int at = 0; at < locations; at++)
        for (int one = 1; one < vectors; one++)
        for (int other = 0; other < one; other++)
        {
            double[] u = At(arrived[one], at),
                v = At(arrived[other], at);
            if (u.Any(x => x != 0) && v.Any(x => x != 0))
                expected.Add(1 - Math.Abs(Dot(u, v) / Math.Sqrt(Dot(u, u) * Dot(v, v))));
        }

        expected.Sort();
        Assert.Equal(expected.Count, found.Values);
        Assert.Equal(expected[(int)Math.Ceiling(0.5 * (expected.Count - 1))], found.Median, 1e-5);

        double[] At(double[][] channels, int location) =>
            [.. channels.SelectMany(c => Enumerable.Range(0, 8).Select(i => c[(i * locations) + location]))];
    }

    [Fact]
    public void Zero_vectors_are_counted_and_left_out()
    {
        // two of four relevances are zero: one pair of six is left at each place
        RuleCompiler.Convergence found = _explainer.Convergence(
            Sample(0),
            new()
            {
                Vectors = 4,
                From = ["conv1"],
                Start = (_, _, vector, relevance) => relevance.Fill(vector < 2 ? vector + 1 : 0),
            }
        );
        LayerSimilarity start = found.Paths[0].Layers[0];
        Assert.Equal((63L, 126L), (start.Values, start.ZeroVectors));
        Assert.True(start.Quantile(1) < 1e-14); // the other two point the same way
        Assert.Equal((1L, 2L), (found.Paths[0].Layers[1].Values, found.Paths[0].Layers[1].ZeroVectors));

        found = _explainer.Convergence(Sample(0), new() { Start = (_, _, _, relevance) => relevance.Clear() });
        Assert.All(found.Paths.SelectMany(p => p.Layers), l => Assert.Equal(0, l.Values));
        Assert.All(found.Paths.SelectMany(p => p.Layers), l => Assert.True(double.IsNaN(l.Median)));
    }

    [Fact]
    public void A_histogram_at_the_first_convolution_counts_all_values()
    {
        LayerSimilarity first = _explainer.Convergence(Batch(2)).Paths[0].Layers[^2];
        Assert.Equal("conv1", first.Layer);
        long[] bars = [.. Enumerable.Range(0, 10).Select(i => first.Between(i / 10.0, i == 9 ? 2 : (i + 1) / 10.0))];
        Assert.Equal(first.Values, bars.Sum());
        Assert.True(bars[0] > 0);
    }

    [Fact]
    public void Progress_grows_to_one_and_a_token_ends_the_run()
    {
        List<double> told = [];
        using CancellationTokenSource source = new();
        ConvergenceOptions options = new() { MostBytes = 1, Progress = new Told(told.Add) };
        _explainer.Convergence(Batch(2), options);
        Assert.Equal(8, told.Count);
        Assert.Equal(told.Order(), told);
        Assert.Equal(1, told[^1]);
        options = options with { Progress = new Told(_ => source.Cancel()), CancellationToken = source.Token };
        Assert.Throws<OperationCanceledException>(() => _explainer.Convergence(Batch(2), options));
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() =>
            _explainer.Convergence(Batch(1), new() { From = ["relu1"] })
        );
        Assert.Contains("'relu1'", error.Message);
        Assert.Contains("conv1, conv2, dense1, dense2", error.Message);
        Assert.Throws<ArgumentException>(() => _explainer.Convergence(Batch(1), new() { From = [] }));
        Assert.Throws<ArgumentException>(() => _explainer.Convergence(Batch(1)[1..]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConvergenceOptions { Vectors = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConvergenceOptions { MostBytes = 0 });
        SmallPlus disposed = new(Tensors());
        disposed.Dispose();
        Assert.Throws<ObjectDisposedException>(() => disposed.Convergence(Batch(1)));
    }

    private static void Same(RuleCompiler.Convergence expected, RuleCompiler.Convergence found, double tolerance)
    {
        Assert.Equal(expected.Paths.Count, found.Paths.Count);
        foreach ((ConvergencePath one, ConvergencePath other) in expected.Paths.Zip(found.Paths))
        {
            foreach ((LayerSimilarity e, LayerSimilarity f) in one.Layers.Zip(other.Layers))
            {
                Assert.Equal((e.Layer, e.Values, e.ZeroVectors), (f.Layer, f.Values, f.ZeroVectors));
                Assert.Equal(e.Median, f.Median, (tolerance * e.Median) + 1e-8);
            }
        }
    }

    private static double Dot(double[] u, double[] v) => u.Zip(v, (a, b) => a * b).Sum();

    private sealed class Told(Action<double> tell) : IProgress<double>
    {
        public void Report(double value) => tell(value);
    }
}

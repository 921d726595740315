using RuleCompiler.Runtime.Tests.Explaining;
using static RuleCompiler.Runtime.Tests.Explaining.SmallNetwork;

namespace RuleCompiler.Runtime.Tests.Methods;

/// <summary>Every method on a compiled network: threads, batches, seeds, progress, cancellation.</summary>
public sealed class RunTests
{
    /// <summary>All methods, small enough for SmallNetwork's 126 numbers.</summary>
    public static TheoryData<AttributionMethod> Methods =>
        [
            new SmoothGrad(6),
            new VarGrad(6),
            new IntegratedGradients(Steps: 9),
            new GradientShap(9, NoiseDeviation: 0.1),
            new LayerGradCam(),
            new GradCam(),
            new GuidedGradCam(),
            new Occlusion([4]),
            new FeatureAblation(),
            new ExactShapley(),
            new ShapleySampling(3),
            new KernelShap(30),
            new Lime(40),
            new TabularLime(300),
        ];

    public static TheoryData<AttributionMethod> Batched =>
        [
            .. from object[] row in Methods
            let method = (AttributionMethod)row[0]
            where method is not (LayerGradCam or GradCam or GuidedGradCam)
            select method,
        ];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Threads_change_no_bit(AttributionMethod method)
    {
        double[] one = Run(method, threads: 1).Relevance;
        Assert.Equal(one, Run(method, threads: 2).Relevance);
        Assert.Equal(one, Run(method, threads: 0).Relevance);
        Assert.All(one, value => Assert.True(double.IsFinite(value)));
        Assert.Contains(one, value => value != 0);
    }

    // Dense layers add in another order for more than eight rows: 6e-8 for each output, some hundred times that where
    // a small difference of outputs is solved for.
    [Theory]
    [MemberData(nameof(Methods))]
    public void Batches_change_rounding_only(AttributionMethod method)
    {
        double[] expected = Run(method, batch: 0).Relevance;
        foreach (int batch in new[] { 1, 5, 100 })
            Near.Same(expected, Run(method, batch: batch).Relevance, 1e-4);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_seed_is_a_result(AttributionMethod method)
    {
        double[] first = Run(method, seed: 1).Relevance;
        Assert.Equal(first, Run(method, seed: 1).Relevance);
        if (method.IsStochastic)
            Assert.NotEqual(first, Run(method, seed: 2).Relevance);
        else
            Assert.Equal(first, Run(method, seed: 2).Relevance);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Progress_grows_to_one(AttributionMethod method)
    {
        Told told = new();
        Run(method, batch: 2, progress: told);
        Assert.Equal(told.Values.Order().Distinct(), told.Values);
        Assert.Equal(1, told.Values[^1]);
        Assert.All(told.Values, value => Assert.InRange(value, 0, 1));
    }

    [Theory]
    [MemberData(nameof(Batched))]
    public void A_cancelled_run_finishes_its_batch_only(AttributionMethod method)
    {
        using CancellationTokenSource source = new();
        FunctionNetwork network = new([2, 9, 7], x => x.Sum(), x => [.. x]);
        int cancelled = 0;
        Told told = new(_ =>
        {
            cancelled = network.Batches.Count;
            source.Cancel();
        });
        AttributionOptions options = Options(method) with
        {
            BatchSize = 2,
            Progress = told,
            CancellationToken = source.Token,
        };
        Assert.ThrowsAny<OperationCanceledException>(() => method.Attribute(network, new double[Inputs], 0, options));
        Assert.NotEqual(0, cancelled);
        Assert.Equal(cancelled, network.Batches.Count);
        Assert.DoesNotContain(1.0, told.Values);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_token_cancelled_before_asks_nothing(AttributionMethod method)
    {
        AttributionOptions options = Options(method) with { CancellationToken = new(canceled: true) };
        using AskedGradient network = new(Tensors());
        using AskedGuided guided = new(Tensors());
        if (method.GuidedComposite is not null)
            options = options with { Guided = guided };
        Assert.ThrowsAny<OperationCanceledException>(() => method.Attribute(network, Sample(0), 1, options));
    }

    [Fact]
    public void A_declared_range_does_not_bind_what_is_asked()
    {
        // SmallNetwork declares [0, 1]; noise leaves it
        using AskedGradient compiled = new(Tensors());
        Interpreter interpreter = Interpreter.For<SmallNetwork, PlainGradient>(Tensors());
        SmoothGrad method = new(5, NoiseLevel: 2);
        Near.Same(
            method.Attribute(interpreter, Sample(0), 1).Relevance,
            method.Attribute(compiled, Sample(0), 1).Relevance,
            1e-5
        );
    }

    [Fact]
    public void A_declared_range_binds_rules_that_rely_on_it()
    {
        using SmallPlus relevance = new(Tensors()); // z+ reads inputs that are declared not to be negative
        SmoothGrad method = new(5, NoiseLevel: 2);
        string message = Assert.Throws<ArgumentException>(() => method.Attribute(relevance, Sample(0), 1)).Message;
        Assert.Contains("outside of the range [0, 1]", message);
        new Occlusion([3]).Attribute(relevance, Sample(0), 1, new() { References = [Doubles(Negative)] }); // outputs only
    }

    [Fact]
    public void A_picture_is_written()
    {
        string path = Path.Combine(Path.GetTempPath(), $"attribution-{Guid.NewGuid():N}.png");
        try
        {
            Run(new GradCam()).SavePng(path, scale: 3);
            Assert.Equal((7 * 3, 9 * 3), (RgbImage.Load(path).Width, RgbImage.Load(path).Height));
        }
        finally
        {
            File.Delete(path);
        }
    }

    internal static AttributionOptions Options(AttributionMethod method) =>
        new()
        {
            Groups = method.UsesGroups ? [.. Enumerable.Range(0, Inputs).Select(j => j / 21)] : null,
            References = method is GradientShap ? [Doubles(Sample(3)), Doubles(Sample(4))] : [],
        };

    private static Attribution Run(
        AttributionMethod method,
        int threads = 1,
        int batch = 0,
        ulong seed = 0,
        IProgress<double>? progress = null
    )
    {
        using AskedGradient network = new(Tensors(), new() { Threads = threads });
        using AskedGuided guided = new(Tensors(), new() { Threads = threads });
        return method.Attribute(
            network,
            Sample(0),
            1,
            Options(method) with
            {
                BatchSize = batch,
                Seed = seed,
                Progress = progress,
                Guided = method.GuidedComposite is null ? null : guided,
            }
        );
    }

    private static float[] Negative => [.. Enumerable.Repeat(-1f, Inputs)];

    private static double[] Doubles(float[] values) => Array.ConvertAll(values[..Inputs], v => (double)v);

    private sealed class Told(Action<double>? then = null) : IProgress<double>
    {
        public List<double> Values { get; } = [];

        public void Report(double value)
        {
            Values.Add(value);
            then?.Invoke(value);
        }
    }
}

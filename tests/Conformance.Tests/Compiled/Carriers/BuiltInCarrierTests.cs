namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>The built-in carriers on a network with every kind of layer that all of them take, against the interpreter.</summary>
public sealed class BuiltInCarrierTests
{
    private const int Samples = 2;
    private const int Columns = 4;
    private const int Inputs = 2 * 11 * 10;

    /// <summary>Means of nine layers of up to 36 terms, which are differences of terms some ten times themselves.</summary>
    private const double Rounding = 2e-5;

    /// <summary>Of five smooth layers the variance is a difference of squares, each of which loses up to a digit.</summary>
    private const double Cancelling = 2e-4;

    private static readonly Lazy<InMemory> Compiled = new(() =>
        InMemory.Compile(
            """
            [Network(2, 11, 10)] public sealed partial class Net
            {
                public static Layer[] Define() =>
                [
                    new Conv2d(4, 3, Pad: 1), new BatchNorm(), new ReLU(), new MaxPool(3, 2, 1),
                    new Residual([new Conv2d(4, 3, Pad: 1), new LeakyReLU(0.2f)]), new MaxPool((2, 3), 1), new PReLU(4),
                    new BatchNorm(), new Tanh(), new AvgPool(2, 1), new Clip(-0.5f, 0.9f), new Dropout(), new Abs(), new Sigmoid(),
                    new Conv2d(6, 1), new Softplus(), new GlobalAvgPool(), new Flatten(), new Dense(5), new ELU(), new Dense(3),
                ];
            }
            [Explainer<Net, PlainGradient>] public sealed partial class Plain;

            """ + BuiltInCarriers.Propagators("Net")
        )
    );

    public static TheoryData<string> Composites() => [.. BuiltInCarriers.Composites];

    [Theory]
    [MemberData(nameof(Composites))]
    public void What_is_carried_is_what_the_interpreter_carries(string composite)
    {
        WeightSet weights = Weights();
        float[][] given = BuiltInCarriers.Inputs(composite, new(3), Samples * Inputs, Columns);
        using Propagator propagator = Compiled.Value.Propagator($"Net{composite}", weights);
        new CarrierComparison(Samples).Check(
            Compiled.Value.Interpreter("Net", $"RuleCompiler.{composite}", weights),
            propagator.Propagate(given, Columns),
            given,
            composite.StartsWith("Adf", StringComparison.Ordinal) ? Cancelling : Rounding
        );
    }

    [Fact]
    public void Values_are_the_logits_to_the_last_bit()
    {
        WeightSet weights = Weights();
        float[] inputs = RandomTensors.Fill(new(4), 5 * Inputs);
        using Propagator values = Compiled.Value.Propagator("NetValues", weights);
        using Explainer plain = Compiled.Value.Explainer("Plain", weights);
        Assert.Equal(plain.Predict(inputs), values.Propagate([inputs])[0]);
    }

    [Fact]
    public void Without_variance_the_mean_is_the_logits()
    {
        WeightSet weights = Weights();
        float[] inputs = RandomTensors.Fill(new(5), 3 * Inputs);
        using Explainer plain = Compiled.Value.Explainer("Plain", weights);
        double[] logits = Array.ConvertAll(plain.Predict(inputs), v => (double)v);
        using Propagator diagonal = Compiled.Value.Propagator("NetAdfDiagonal", weights);
        float[][] moments = diagonal.Propagate([inputs, new float[inputs.Length]]);
        Distance.Within(Rounding, logits, moments[0]);
        Assert.All(moments[1], v => Assert.Equal(0, v));
        using Propagator lowRank = Compiled.Value.Propagator("NetAdfLowRank", weights);
        float[][] factors = lowRank.Propagate([inputs, new float[2 * inputs.Length]], 2);
        Distance.Within(Rounding, logits, factors[0]);
        Assert.All(factors[1], q => Assert.Equal(0, q));
    }

    [Fact]
    public void Intervals_hold_the_outputs_of_whatever_lies_within_them()
    {
        WeightSet weights = Weights();
        Random random = new(6);
        float[] lower = RandomTensors.Fill(random, Inputs);
        float[] width = RandomTensors.Fill(random, Inputs, 0, 0.2);
        using Propagator intervals = Compiled.Value.Propagator("NetIntervals", weights);
        using Explainer plain = Compiled.Value.Explainer("Plain", weights);
        float[][] bounds = intervals.Propagate([lower, [.. lower.Zip(width, (l, w) => l + w)]]);
        Assert.All(bounds[0].Zip(bounds[1]), b => Assert.True(b.First < b.Second));
        for (int i = 0; i < 200; i++)
        {
            // corners as well as what lies between them
            bool corner = i % 2 == 0;
            float[] within =
            [
                .. lower.Zip(width, (l, w) => l + (w * (corner ? random.Next(2) : (float)random.NextDouble()))),
            ];
            float[] logits = plain.Predict(within);
            for (int k = 0; k < logits.Length; k++)
                Assert.InRange(logits[k], bounds[0][k] - 1e-5f, bounds[1][k] + 1e-5f); // rounding of logits near 1
        }
    }

    private static WeightSet Weights()
    {
        Random random = new(2);
        WeightSet layers = RandomTensors.Network(
            random,
            [
                ("conv1", [4, 2, 3, 3], true),
                ("conv2", [4, 4, 3, 3], true),
                ("conv3", [6, 4, 1, 1], true),
                ("dense1", [5, 6], true),
                ("dense2", [3, 5], true),
            ]
        );
        IEnumerable<Tensor> norms =
            from name in new[] { "batchnorm1", "batchnorm2" }
            from part in new[] { "scale", "shift", "mean", "variance" }
            select new Tensor(
                $"{name}.{part}",
                [4],
                RandomTensors.Fill(
                    random,
                    4,
                    part is "scale" or "variance" ? 0.5 : -0.3,
                    part is "scale" or "variance" ? 1.5 : 0.3
                )
            );
        Tensor slopes = new("prelu1.slope", [4], [0.3f, -0.5f, 0, 1.2f]);
        return new("random", [.. layers, .. norms, slopes]);
    }
}

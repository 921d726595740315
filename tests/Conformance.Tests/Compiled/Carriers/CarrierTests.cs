namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>Carriers through generated propagators against the interpreter.</summary>
public sealed class CarrierTests
{
    private const int Inputs = 2 * 6 * 4;

    private const string Network = """
        [Network(2, 6, 4)] public sealed partial class Net
        {
            public static Layer[] Define() =>
            [
                new Conv2d(4, 3, Pad: 1), new ReLU(), new Residual([new Conv2d(4, 3, Pad: 1), new ReLU()]), new AvgPool(2),
                new Flatten(), new Dense(5), new ReLU(), new Dense(3),
            ];
        }
        [Composite] public sealed partial class Carried { public static Rule? For(Layer layer) => new Carry(); }
        [Explainer<Net, Carried>] public sealed partial class Propagates;

        """;

    private const string Moments =
        Network
        + """
            public readonly record struct Moments(float Mean, float Variance) : ICarrier<Moments>
            {
                public static Moments Constant => new(1, 0);
            }
            [Rule] public sealed partial record Carry : Rule
            {
                private Moments Forward(Moments a, float w) => new(a.Mean * w, a.Variance * w * w);
                private Moments Forward(Moments x)
                {
                    float deviation = Sqrt(x.Variance + 1e-6f);
                    float t = x.Mean / deviation;
                    float density = 0.39894228f * Exp(-0.5f * t * t);
                    float mean = x.Mean * Phi(t) + deviation * density;
                    return new(mean, (x.Mean * x.Mean + x.Variance) * Phi(t) + x.Mean * deviation * density - mean * mean);
                }
            }
            """;

    private const string Rectified =
        Network
        + """
            public readonly record struct Moments(float Mean, float Variance) : ICarrier<Moments>
            {
                public static Moments Constant => new(1, 0);
            }
            [Rule] public sealed partial record Carry : Rule
            {
                private Moments Forward(Moments a, float w) => new(a.Mean * w, a.Variance * w * w);
                private Moments Forward(Moments x)
                {
                    float deviation = Sqrt(x.Variance);
                    return new(RectifiedMean(x.Mean, deviation), RectifiedVariance(x.Mean, deviation));
                }
            }
            """;

    private const string LowRank =
        Network
        + """
            public readonly record struct LowRank(float Mean, float Own, [Columns] float Factor) : ICarrier<LowRank>
            {
                public static LowRank Constant => new(1, 0, 0);
            }
            [Rule] public sealed partial record Carry : Rule
            {
                private LowRank Forward(LowRank a, float w) => new(a.Mean * w, a.Own * w * w, a.Factor * w);
                private LowRank Forward(LowRank x)
                {
                    float total = x.Own + SumColumns(x.Factor * x.Factor);
                    float open = Phi(x.Mean / Sqrt(total + 0.01f));
                    return new(Pos(x.Mean) + 0.1f * Sqrt(total), x.Own * open * open, x.Factor * open);
                }
            }
            """;

    /// <summary>E[x²] − E[x]² loses up to two digits of float32's seven where a unit is almost surely open.</summary>
    private const double Cancelling = 1e-4;

    /// <summary>Three layers of up to 36 terms; a mean may be a difference of terms some ten times itself.</summary>
    private const double Rounding = 1e-5;

    [Fact]
    public void Mean_and_variance_are_propagated()
    {
        (InMemory compiled, WeightSet weights, Random random) = Compile(Moments);
        float[][] given = [RandomTensors.Fill(random, 2 * Inputs), RandomTensors.Fill(random, 2 * Inputs, 0, 0.3)];
        using Propagator propagator = compiled.Propagator("Propagates", weights);
        new CarrierComparison(Samples: 2).Check(
            compiled.Interpreter("Net", "Carried", weights),
            propagator.Propagate(given),
            given,
            Cancelling
        );
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(1e-12)]
    [InlineData(0)]
    public void Rectified_moments_keep_their_digits_at_every_variance(double most)
    {
        (InMemory compiled, WeightSet weights, Random random) = Compile(Rectified);
        float[][] given = [RandomTensors.Fill(random, 2 * Inputs), RandomTensors.Fill(random, 2 * Inputs, 0, most)];
        using Propagator propagator = compiled.Propagator("Propagates", weights);
        new CarrierComparison(Samples: 2).Check(
            compiled.Interpreter("Net", "Carried", weights),
            propagator.Propagate(given),
            given,
            Rounding
        );
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Columns_of_a_low_rank_carrier_are_propagated(int columns)
    {
        (InMemory compiled, WeightSet weights, Random random) = Compile(LowRank);
        const int samples = 3;
        float[][] given =
        [
            RandomTensors.Fill(random, samples * Inputs),
            RandomTensors.Fill(random, samples * Inputs, 0, 0.3),
            RandomTensors.Fill(random, samples * columns * Inputs, -0.5, 0.5),
        ];
        using Propagator propagator = compiled.Propagator("Propagates", weights);
        new CarrierComparison(samples).Check(
            compiled.Interpreter("Net", "Carried", weights),
            propagator.Propagate(given, columns),
            given,
            Rounding
        );
    }

    private static (InMemory, WeightSet, Random) Compile(string source)
    {
        Random random = new(21);
        WeightSet weights = RandomTensors.Network(
            random,
            [
                ("conv1", [4, 2, 3, 3], true),
                ("conv2", [4, 4, 3, 3], true),
                ("dense1", [5, 24], true),
                ("dense2", [3, 5], true),
            ]
        );
        return (InMemory.Compile(source), weights, random);
    }
}

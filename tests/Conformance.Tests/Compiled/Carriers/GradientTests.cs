namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>The derivative of carriers of several kinds through layers of every kind.</summary>
public sealed class GradientTests
{
    private const int Inputs = 4 * 6 * 4;

    private const string Layers = """
        [Network(4, 6, 4)] public sealed partial class Net
        {
            public static Layer[] Define() =>
            [
                new Conv2d(4, 3, Stride: 2, Pad: 1, Groups: 2), new BatchNorm(), new ReLU(),
                new Residual([new Conv2d(4, 3, Pad: 1), new ReLU()]), new AvgPool(2, Stride: 1, Pad: 1),
                new Flatten(), new Dense(5), new ReLU(), new Dense(3),
            ];
        }
        [Composite] public sealed partial class Carried { public static Rule? For(Layer layer) => new Carry(); }
        [Explainer<Net, Carried>] public sealed partial class Propagates;

        """;

    private const string Plain = """
        public readonly record struct Value(float Number) : ICarrier<Value> { public static Value Constant => new(1); }
        [Rule] public sealed partial record Carry : Rule
        {
            private Value Forward(Value a, float w) => new(a.Number * w);
            private Value Forward(Value x, System.Func<float, float> f) => new(f(x.Number));
        }
        """;

    private const string Moments = """
        public readonly record struct Moments(float Mean, float Variance) : ICarrier<Moments>
        {
            public static Moments Constant => new(1, 0);
        }
        [Rule] public sealed partial record Carry : Rule
        {
            private Moments Forward(Moments a, float w) => new(a.Mean * w, a.Variance * w * w);
            private Moments Forward(Moments x)
            {
                float deviation = Sqrt(x.Variance + 1e-3f);
                float t = x.Mean / deviation;
                float density = 0.39894228f * Exp(-0.5f * t * t);
                float mean = x.Mean * Phi(t) + deviation * density;
                return new(mean, (x.Mean * x.Mean + x.Variance) * Phi(t) + x.Mean * deviation * density - mean * mean);
            }
        }
        """;

    private const string LowRank = """
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
                return new(x.Mean * open + 0.1f * Sqrt(total), x.Own * open * open, x.Factor * open);
            }
        }
        """;

    private const string Interval = """
        public readonly record struct Interval(float Lower, float Upper) : ICarrier<Interval>
        {
            public static Interval Constant => new(1, 1);
        }
        [Rule] public sealed partial record Carry : Rule
        {
            private Interval Forward(Interval a, float w) =>
                new(a.Lower * Pos(w) + a.Upper * Neg(w), a.Upper * Pos(w) + a.Lower * Neg(w));
            private Interval Forward(Interval x, System.Func<float, float> f) => new(f(x.Lower), f(x.Upper));
        }
        """;

    // what someone writes who reads docs/rules.md: the mean and the mean absolute deviation, as of a Laplace distribution
    private const string AbsoluteDeviation = """
        public readonly record struct Spread(float Mean, float Deviation) : ICarrier<Spread> { public static Spread Constant => new(1, 0); }
        [Rule] public sealed partial record Carry : Rule
        {
            private Spread Forward(Spread a, float w) => new(a.Mean * w, a.Deviation * Abs(w));
            private Spread Forward(Spread x)
            {
                float half = 0.5f * x.Deviation * Exp(-Abs(x.Mean) / Max(x.Deviation, 1e-6f));
                return new(Pos(x.Mean) + half, x.Mean > 0 ? x.Deviation - half : half);
            }
        }
        """;

    private static readonly (string Name, int[] Shape, bool Bias)[] Weighted =
    [
        ("conv1", [4, 2, 3, 3], true),
        ("conv2", [4, 4, 3, 3], true),
        ("dense1", [5, 4 * 4 * 3], true),
        ("dense2", [3, 5], true),
    ];

    [Theory]
    [InlineData(Plain, "0", 1e-5)]
    [InlineData(Moments, "0,0", 1e-4)]
    [InlineData(Interval, "0,0", 1e-5)]
    [InlineData(AbsoluteDeviation, "0,0", 1e-5)]
    [InlineData(LowRank, "0,0,1", 1e-5)]
    [InlineData(LowRank, "0,0,3", 1e-5)]
    public void The_derivative_is_that_of_the_interpreter(string rule, string columns, double tolerance)
    {
        Random random = new(8);
        int[] each = columns.Split(',').Select(int.Parse).ToArray();
        WeightSet weights = RandomTensors.Network(random, Weighted);
        weights = new("random", [.. weights, .. Norm(random, "batchnorm1", 4)]);
        const int samples = 2;
        float[][] members = each.Select(
                (c, m) => RandomTensors.Fill(random, samples * Math.Max(1, c) * Inputs, m == 0 ? -1 : 0.2, 1)
            )
            .ToArray();
        InMemory compiled = InMemory.Compile(Layers + rule);
        using Propagator propagator = compiled.Propagator("Propagates", weights);
        Interpreter interpreter = compiled.Interpreter("Net", "Carried", weights);
        new GradientCheck(propagator, interpreter, each).Holds(tolerance, members, samples, random);
    }

    private static Tensor[] Norm(Random random, string name, int channels) =>
        [
            new($"{name}.weight", [channels], RandomTensors.Fill(random, channels, 0.5, 1.5)),
            new($"{name}.bias", [channels], RandomTensors.Fill(random, channels)),
            new($"{name}.running_mean", [channels], RandomTensors.Fill(random, channels)),
            new($"{name}.running_var", [channels], RandomTensors.Fill(random, channels, 0.5, 1.5)),
        ];
}

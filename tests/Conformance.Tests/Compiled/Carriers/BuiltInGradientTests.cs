namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>The derivative of the built-in carriers through every kind of layer that they take.</summary>
public sealed class BuiltInGradientTests
{
    private const int Inputs = 2 * 7 * 6;
    private const int Columns = 2;

    private static readonly Lazy<InMemory> Compiled = new(() =>
        InMemory.Compile(
            """
            [Network(2, 7, 6)] public sealed partial class Net
            {
                public static Layer[] Define() =>
                [
                    new Conv2d(3, 3, Pad: 1), new BatchNorm(), new ReLU(), new MaxPool(3, 2, 1),
                    new Residual([new Conv2d(3, 3, Pad: 1), new LeakyReLU(0.2f)]), new MaxPool((1, 2), 1), new PReLU(3),
                    new BatchNorm(), new Tanh(), new AvgPool(2, 1), new Clip(-0.5f, 0.9f), new Dropout(), new Sigmoid(),
                    new Conv2d(4, 1), new Softplus(), new GlobalAvgPool(), new Flatten(), new Dense(5), new ELU(), new Dense(3),
                ];
            }
            [Explainer<Net, PlainGradient>] public sealed partial class Plain;

            """ + BuiltInCarriers.Propagators("Net")
        )
    );

    [Theory]
    [InlineData(nameof(Values), 1e-5)]
    [InlineData(nameof(Intervals), 1e-5)]
    [InlineData(nameof(AdfDiagonal), 1e-4)]
    [InlineData(nameof(AdfLowRank), 1e-4)]
    public void The_derivative_is_that_of_the_interpreter(string composite, double tolerance)
    {
        WeightSet weights = Weights();
        Random random = new(12);
        float[] means = RandomTensors.Fill(random, 2 * Inputs);
        float[] spread = RandomTensors.Fill(random, 2 * Inputs, 0.05, 0.4);
        float[][] members = composite switch
        {
            nameof(AdfDiagonal) => [means, spread],
            nameof(AdfLowRank) => [means, RandomTensors.Fill(random, 2 * Columns * Inputs, -0.4, 0.4)],
            nameof(Intervals) =>
            [
                [.. means.Zip(spread, (m, s) => m - s)],
                [.. means.Zip(spread, (m, s) => m + s)],
            ],
            _ => [means],
        };
        using Propagator propagator = Compiled.Value.Propagator($"Net{composite}", weights);
        Interpreter interpreter = Compiled.Value.Interpreter("Net", $"RuleCompiler.{composite}", weights);
        int[] columns = [.. members.Select((_, m) => composite == nameof(AdfLowRank) && m == 1 ? Columns : 0)];
        new GradientCheck(propagator, interpreter, columns).Holds(tolerance, members, 2, random);
    }

    [Fact]
    public void That_of_values_is_the_gradient_explainer()
    {
        WeightSet weights = Weights();
        const int samples = 3;
        Random random = new(13);
        float[] inputs = RandomTensors.Fill(random, samples * Inputs);
        float[] seeds = RandomTensors.Fill(random, samples * 3);
        using Propagator values = Compiled.Value.Propagator("NetValues", weights);
        using Explainer plain = Compiled.Value.Explainer("Plain", weights);
        float[] expected = new float[inputs.Length];
        plain.Explain(inputs, seeds, expected);
        CarrierGradient found = values.Gradient([inputs], _ => [seeds]);
        Distance.Within(1e-6, Array.ConvertAll(expected, v => (double)v), found.Gradients[0]);
    }

    private static WeightSet Weights()
    {
        Random random = new(11);
        WeightSet layers = RandomTensors.Network(
            random,
            [
                ("conv1", [3, 2, 3, 3], true),
                ("conv2", [3, 3, 3, 3], true),
                ("conv3", [4, 3, 1, 1], true),
                ("dense1", [5, 4], true),
                ("dense2", [3, 5], true),
            ]
        );
        IEnumerable<Tensor> norms = new[] { "batchnorm1", "batchnorm2" }.SelectMany(name =>
            new[]
            {
                new Tensor($"{name}.weight", [3], RandomTensors.Fill(random, 3, 0.5, 1.5)),
                new Tensor($"{name}.bias", [3], RandomTensors.Fill(random, 3)),
                new Tensor($"{name}.running_mean", [3], RandomTensors.Fill(random, 3)),
                new Tensor($"{name}.running_var", [3], RandomTensors.Fill(random, 3, 0.5, 1.5)),
            }
        );
        Tensor slopes = new("prelu1.slope", [3], RandomTensors.Fill(random, 3, 0.1, 0.5));
        return new("random", [.. layers, .. norms, slopes]);
    }
}

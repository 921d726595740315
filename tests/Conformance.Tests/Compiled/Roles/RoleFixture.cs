namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>A network on which rules with roles are compared, and how.</summary>
internal static class RoleFixture
{
    /// <summary>
    /// Float32 against double: two weighted layers of up to 24 terms, stabilised by 0.1 where signs are mixed.
    /// </summary>
    public const double Tolerance = 1e-5;

    public const int Inputs = 40;

    public const string Network = """
        [Network(2, 5, 4)] public sealed partial class Net
        {
            public static Layer[] Define() => [new Conv2d(4, 3, Pad: 1), new ReLU(), new AvgPool((2, 2)), new Flatten(), new Dense(6), new ReLU(), new Dense(3)];
        }
        [Explainer<Net, Composed>] public sealed partial class Explains;

        """;

    public static (string Name, int[] Shape)[] Layers { get; } =
    [("conv1", [4, 2, 3, 3]), ("dense1", [6, 16]), ("dense2", [3, 6])];

    public static WeightSet Weights(Random random) =>
        RandomTensors.Network(random, Layers.Select(l => (l.Name, l.Shape, true)));

    /// <summary>Compiles rules and a composite Composed with the network, and compares three inputs in one batch.</summary>
    public static InMemory Check(
        string declarations,
        float[]? reference = null,
        Dictionary<string, float[]>? operands = null,
        bool hasFinish = true,
        double tolerance = Tolerance
    )
    {
        InMemory compiled = InMemory.Compile(Network + declarations);
        Random random = new(11);
        WeightSet weights = Weights(random);
        const int batch = 3;
        float[] inputs = RandomTensors.Fill(random, batch * Inputs);
        operands ??= [];
        Interpreter interpreter = compiled.Interpreter(
            "Net",
            "Composed",
            weights,
            new() { Reference = reference, Operands = operands }
        );
        using Explainer explainer = compiled.Explainer(
            "Explains",
            weights,
            new() { Reference = reference, Operands = operands }
        );
        InterpretedExplanation[] expected =
        [
            .. Enumerable
                .Range(0, batch)
                .Select(n => interpreter.Explain(inputs.AsSpan(n * Inputs, Inputs), n, timesLogit: false)),
        ];
        int channels = hasFinish ? 1 : expected[0].Channels.Length;
        float[] actual = new float[channels * batch * Inputs];
        explainer.Explain(inputs, [0, 1, 2], actual, start: OutputRelevance.One);
        for (int c = 0; c < channels; c++)
        for (int n = 0; n < batch; n++)
            Distance.Within(
                tolerance,
                hasFinish ? expected[n].Relevance : expected[n].Channels[c],
                actual.AsSpan(((c * batch) + n) * Inputs, Inputs),
                $"channel {c} of sample {n}"
            );
        return compiled;
    }
}

namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>A network small enough for the interpreter to run hundreds of rules on.</summary>
/// <param name="Name">The class.</param>
/// <param name="Shape">The input's shape.</param>
/// <param name="Layers">What Define returns.</param>
/// <param name="Weights">The layers with weights; all have a bias.</param>
internal sealed record SmallNetwork(
    string Name,
    int[] Shape,
    string Layers,
    params (string Name, int[] Shape)[] Weights
)
{
    public static SmallNetwork[] All { get; } =
    [
        new("Mlp", [7], "new Dense(6), new ReLU(), new Dense(4)", ("dense1", [6, 7]), ("dense2", [4, 6])),
        new(
            "Averaging",
            [2, 6, 5],
            "new Conv2d(4, 3, Stride: (2, 1), Pad: 1, Groups: 2), new ReLU(), new AvgPool(2), new Flatten(), new Dense(3)",
            ("conv1", [4, 1, 3, 3]),
            ("dense1", [3, 8])
        ),
        new(
            "Maximal",
            [2, 6, 5],
            "new Conv2d(3, (3, 2), Pad: (1, 0, 0, 1)), new ReLU(), new MaxPool(2, Stride: 1), new Flatten(), new Dense(3)",
            ("conv1", [3, 2, 3, 2]),
            ("dense1", [3, 48])
        ),
        new(
            "Residue",
            [2, 4, 4],
            "new Residual([new Conv2d(3, 3, Pad: 1), new ReLU(), new Conv2d(3, 1)], [new Conv2d(3, 1)]), new ReLU(), "
                + "new Residual([new Conv2d(3, 3, Pad: 1, Dilation: 1)]), new GlobalAvgPool(), new Flatten(), new Dense(3)",
            ("conv1", [3, 2, 3, 3]),
            ("conv2", [3, 3, 1, 1]),
            ("conv3", [3, 2, 1, 1]),
            ("conv4", [3, 3, 3, 3]),
            ("dense1", [3, 3])
        ),
    ];

    /// <summary>One layer: where a kernel takes long to compile, a rule has two of them on it.</summary>
    public static SmallNetwork Single { get; } = new("Single", [7], "new Dense(5)", ("dense1", [5, 7]));

    public static string Sources =>
        string.Concat(
            All.Append(Single)
                .Select(n =>
                    $"[Network({string.Join(", ", n.Shape)})] public sealed partial class {n.Name} {{ public static Layer[] Define() => [{n.Layers}]; }}\n"
                )
        );

    public int Inputs => Shape.Aggregate(1, (product, extent) => product * extent);

    /// <summary>Weights of which one in twenty is exactly 0: rules may look at signs.</summary>
    public WeightSet Draw(Random random)
    {
        WeightSet weights = RandomTensors.Network(random, Weights.Select(w => (w.Name, w.Shape, true)));
        foreach (Tensor tensor in weights)
            Clear(random, tensor.Values, 20);
        return weights;
    }

    /// <summary>Inputs of both signs, one in ten exactly 0.</summary>
    public float[] DrawInput(Random random)
    {
        float[] input = RandomTensors.Fill(random, Inputs, -1.5, 1.5);
        Clear(random, input, 10);
        return input;
    }

    private static void Clear(Random random, float[] values, int oneIn)
    {
        for (int i = 0; i < values.Length; i++)
            values[i] = random.Next(oneIn) == 0 ? 0 : values[i];
    }
}

namespace RuleCompiler.Ilgpu.Tests;

/// <summary>A network with every kind of layer, small enough for an interpreter of kernels.</summary>
[Network(2, 8, 8, Low = 0, High = 1)]
public sealed partial class SmallNetwork
{
    public const int Inputs = 2 * 8 * 8;
    public const int Outputs = 3;

    public static Layer[] Define() =>
        [
            new Conv2d(4, 3, Pad: 1),
            new BatchNorm(),
            new ReLU(),
            new MaxPool(2),
            new Residual(
                [new Conv2d(4, 3, Pad: 1, Stride: 2), new ReLU(), new Conv2d(6, 3, Pad: 1, Groups: 2)],
                [new Conv2d(6, 1, Stride: 2)]
            ),
            new ReLU(),
            new AvgPool(2),
            new Flatten(),
            new Dense(8),
            new ReLU(),
            new Dense(Outputs),
        ];

    /// <summary>Weights U(±√(6/fan-in)), the same in every run.</summary>
    public static WeightSet Weights()
    {
        Random random = new(17);
        return new(
            "small",
            [
                .. Layer(random, "conv1", 4, 2, 3, 3),
                .. Norm(random, "batchnorm1", 4),
                .. Layer(random, "conv2", 4, 4, 3, 3),
                .. Layer(random, "conv3", 6, 2, 3, 3),
                .. Layer(random, "conv4", 6, 4, 1, 1),
                .. Layer(random, "dense1", 8, 6),
                .. Layer(random, "dense2", 3, 8),
            ]
        );
    }

    /// <summary>Numbers in [low, high).</summary>
    public static float[] Numbers(Random random, int count, double low, double high)
    {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++)
            numbers[i] = (float)(low + ((high - low) * random.NextDouble()));
        return numbers;
    }

    private static IEnumerable<Tensor> Layer(Random random, string name, params int[] shape)
    {
        int size = shape.Aggregate(1, (a, b) => a * b);
        double bound = Math.Sqrt(6.0 * shape[0] / size);
        yield return new($"{name}.weight", shape, Numbers(random, size, -bound, bound));
        yield return new($"{name}.bias", [shape[0]], Numbers(random, shape[0], -0.1, 0.1));
    }

    private static IEnumerable<Tensor> Norm(Random random, string name, int channels) =>
        from parameter in new[] { "scale", "shift", "mean", "variance" }
        let spread = parameter is "scale" or "variance"
        select new Tensor(
            $"{name}.{parameter}",
            [channels],
            Numbers(random, channels, spread ? 0.5 : -0.2, spread ? 1.5 : 0.2)
        );
}

namespace RuleCompiler.Conformance.Tests.Reference;

/// <summary>The networks of golden.json.</summary>
internal static class GoldenNetworks
{
    public static (Layer[] Layers, int[] InputShape) Of(string net) =>
        net switch
        {
            "a" => (
                [
                    new Dense(10) { Name = "fc1" },
                    new ReLU(),
                    new Dense(10) { Name = "fc2" },
                    new ReLU(),
                    new Dense(10) { Name = "fc3" },
                ],
                [10]
            ),
            "b" => (
                [
                    new Conv2d(32, Kernel: 3, Pad: 1),
                    new ReLU(),
                    new Conv2d(64, Kernel: 3, Pad: 1),
                    new ReLU(),
                    new MaxPool(2),
                    new Conv2d(128, Kernel: 3, Pad: 1),
                    new ReLU(),
                    new Conv2d(128, Kernel: 3, Pad: 1),
                    new ReLU(),
                    new MaxPool(2),
                    new Flatten(),
                    new Dense(1024) { Name = "fc5" },
                    new ReLU(),
                    new Dense(10) { Name = "fc6" },
                ],
                [3, 32, 32]
            ),
            _ => throw new NotSupportedException($"Write the layers of golden network '{net}' here."),
        };

    /// <summary>The shape of a network's tensor.</summary>
    public static int[] Shape(string net, string tensor) =>
        (net, tensor) switch
        {
            ("a", "fc1.weight" or "fc2.weight" or "fc3.weight") => [10, 10],
            ("a", _) => [10],
            ("b", "conv1.weight") => [32, 3, 3, 3],
            ("b", "conv2.weight") => [64, 32, 3, 3],
            ("b", "conv3.weight") => [128, 64, 3, 3],
            ("b", "conv4.weight") => [128, 128, 3, 3],
            ("b", "fc5.weight") => [1024, 8192],
            ("b", "fc6.weight") => [10, 1024],
            ("b", "conv1.bias") => [32],
            ("b", "conv2.bias") => [64],
            ("b", "conv3.bias" or "conv4.bias") => [128],
            ("b", "fc5.bias") => [1024],
            ("b", "fc6.bias") => [10],
            _ => throw new NotSupportedException($"Write the shape of {tensor} of golden network '{net}' here."),
        };
}

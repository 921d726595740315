namespace RuleCompiler.Conformance.Tests.Reference;

/// <summary>The tensors of golden.json's networks.</summary>
internal static class GoldenNetworks
{
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

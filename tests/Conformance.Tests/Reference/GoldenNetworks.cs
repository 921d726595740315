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
            ("d", _) => ShapeOfD(tensor),
            _ => throw new NotSupportedException($"Write the shape of {tensor} of golden network '{net}' here."),
        };

    private static int[] ShapeOfD(string tensor)
    {
        string layer = tensor[..tensor.LastIndexOf('.')];
        int outputs = layer.Split('.')[0] switch
        {
            "block2" => 16,
            "block3" => 32,
            "fc" => 10,
            _ => 8,
        };
        return layer switch
        {
            "conv1" => [8, 3, 3, 3],
            "fc" when tensor == "fc.weight" => [10, 32],
            _ when layer.EndsWith(".convs", StringComparison.Ordinal) => [outputs, outputs / 2, 1, 1],
            "block2.conv1" or "block3.conv1" => [outputs, outputs / 2, 3, 3],
            _ when layer.Contains(".conv", StringComparison.Ordinal) => [outputs, outputs, 3, 3],
            _ => [outputs],
        };
    }
}

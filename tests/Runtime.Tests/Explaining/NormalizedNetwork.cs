namespace RuleCompiler.Runtime.Tests.Explaining;

/// <summary>A batch norm that is folded, and one that stands alone.</summary>
[Network(2)]
public sealed partial class NormalizedNetwork
{
    public static Layer[] Define() => [new Dense(2, Bias: false), new BatchNorm(), new ReLU(), new BatchNorm()];

    internal static WeightSet Tensors(float variance = 1, float scale = 1, float last = 1) =>
        new(
            "norm.onnx",
            [
                new("dense1.weight", [2, 2], [1, 2, 3, 4]),
                new("batchnorm1.scale", [2], [1, scale]),
                new("batchnorm1.shift", [2], [0, 0]),
                new("batchnorm1.mean", [2], [0, 0]),
                new("batchnorm1.variance", [2], [1, variance]),
                new("batchnorm2.scale", [2], [2, 2]),
                new("batchnorm2.shift", [2], [0, 1]),
                new("batchnorm2.mean", [2], [0, 0]),
                new("batchnorm2.variance", [2], [last, 1]),
            ]
        );
}

[Explainer<NormalizedNetwork, EpsilonPlus>]
public sealed partial class NormalizedPlus;

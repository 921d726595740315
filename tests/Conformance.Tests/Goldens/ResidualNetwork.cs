using RuleCompiler.Conformance.Tests.Reference;

namespace RuleCompiler.Conformance.Tests.Goldens;

/// <summary>
/// What the golden networks lack: residual blocks, one with a projection of stride 2, batch norms that stand alone
/// (at the input, and behind a sum), an overlapping average pool, a global one, dropout.
/// </summary>
[Network(3, 12, 12, Low = 0, High = 1)]
public sealed partial class ResidualNetwork
{
    public static Layer[] Define() =>
        [
            new BatchNorm(),
            new Conv2d(8, Kernel: 3, Pad: 1),
            new BatchNorm(),
            new ReLU(),
            new Residual([
                new Conv2d(8, Kernel: 3, Pad: 1, Bias: false),
                new BatchNorm(),
                new ReLU(),
                new Conv2d(8, Kernel: 3, Pad: 1),
            ]),
            new BatchNorm(),
            new ReLU(),
            new Dropout(),
            new Residual(
                [new Conv2d(12, Kernel: 3, Stride: 2, Pad: 1), new ReLU(), new Conv2d(12, Kernel: 3, Pad: 1)],
                [new Conv2d(12, Kernel: 1, Stride: 2)]
            ),
            new ReLU(),
            new AvgPool(3, Stride: 2, Pad: 1),
            new GlobalAvgPool(),
            new Flatten(),
            new Dropout(0.2f),
            new Dense(5),
        ];

    /// <summary>Weights of the size that training gives; variances around 1.</summary>
    public static WeightSet Weights { get; } =
        TestNetworks.Tensors([
            .. Conv("conv1", 8, 3, 3),
            .. Conv("conv2", 8, 8, 3, bias: false),
            .. Conv("conv3", 8, 8, 3),
            .. Conv("conv4", 12, 8, 3),
            .. Conv("conv5", 12, 12, 3),
            .. Conv("conv6", 12, 8, 1),
            .. Norm("batchnorm1", 3),
            .. Norm("batchnorm2", 8),
            .. Norm("batchnorm3", 8),
            .. Norm("batchnorm4", 8),
            Tensor("dense1.weight", 0.7, [5, 12]),
            Tensor("dense1.bias", 0.1, [5]),
        ]);

    private static IEnumerable<(string, int[], float[])> Conv(
        string name,
        int outputs,
        int inputs,
        int kernel,
        bool bias = true
    )
    {
        yield return Tensor(
            $"{name}.weight",
            Math.Sqrt(6.0 / (inputs * kernel * kernel)),
            [outputs, inputs, kernel, kernel]
        );
        if (bias)
            yield return Tensor($"{name}.bias", 0.1, [outputs]);
    }

    private static IEnumerable<(string, int[], float[])> Norm(string name, int channels) =>
        [
            ($"{name}.scale", [channels], TestNetworks.Numbers($"{name}.scale", channels, 0.5, 1.5)),
            Tensor($"{name}.shift", 0.2, [channels]),
            Tensor($"{name}.mean", 0.2, [channels]),
            ($"{name}.variance", [channels], TestNetworks.Numbers($"{name}.variance", channels, 0.5, 1.5)),
        ];

    private static (string, int[], float[]) Tensor(string name, double bound, int[] shape) =>
        (name, shape, TestNetworks.Numbers($"residual/{name}", shape.Aggregate((a, b) => a * b), -bound, bound));
}

[Explainer<ResidualNetwork, EpsilonPlus>]
public sealed partial class ResidualEpsilonPlus;

[Explainer<ResidualNetwork, PlainGradient>]
public sealed partial class ResidualGradient;

[Explainer<ResidualNetwork, EpsilonAlpha2Beta1Flat>]
public sealed partial class ResidualAlphaBeta;

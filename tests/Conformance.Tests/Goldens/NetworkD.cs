namespace RuleCompiler.Conformance.Tests.Goldens;

/// <summary>
/// golden.json's network d: three residual blocks, two of them with stride 2 and a projection, a batch norm before each
/// activation, a global average pool; inputs of both signs.
/// </summary>
[Network(3, 16, 16, Low = -2, High = 2)]
public sealed partial class NetworkD
{
    public static Layer[] Define() =>
        [
            new Conv2d(8, Kernel: 3, Pad: 1, Bias: false) { Name = "conv1" },
            new BatchNorm() { Name = "bn1" },
            new ReLU(),
            new Residual([
                new Conv2d(8, Kernel: 3, Pad: 1, Bias: false) { Name = "block1.conv1" },
                new BatchNorm() { Name = "block1.bn1" },
                new ReLU(),
                new Conv2d(8, Kernel: 3, Pad: 1, Bias: false) { Name = "block1.conv2" },
                new BatchNorm() { Name = "block1.bn2" },
            ])
            {
                Name = "block1.add",
            },
            new ReLU(),
            new Residual(
                [
                    new Conv2d(16, Kernel: 3, Stride: 2, Pad: 1, Bias: false) { Name = "block2.conv1" },
                    new BatchNorm() { Name = "block2.bn1" },
                    new ReLU(),
                    new Conv2d(16, Kernel: 3, Pad: 1, Bias: false) { Name = "block2.conv2" },
                    new BatchNorm() { Name = "block2.bn2" },
                ],
                [
                    new Conv2d(16, Kernel: 1, Stride: 2, Bias: false) { Name = "block2.convs" },
                    new BatchNorm() { Name = "block2.bns" },
                ]
            )
            {
                Name = "block2.add",
            },
            new ReLU(),
            new Residual(
                [
                    new Conv2d(32, Kernel: 3, Stride: 2, Pad: 1, Bias: false) { Name = "block3.conv1" },
                    new BatchNorm() { Name = "block3.bn1" },
                    new ReLU(),
                    new Conv2d(32, Kernel: 3, Pad: 1, Bias: false) { Name = "block3.conv2" },
                    new BatchNorm() { Name = "block3.bn2" },
                ],
                [
                    new Conv2d(32, Kernel: 1, Stride: 2, Bias: false) { Name = "block3.convs" },
                    new BatchNorm() { Name = "block3.bns" },
                ]
            )
            {
                Name = "block3.add",
            },
            new ReLU(),
            new GlobalAvgPool(),
            new Flatten(),
            new Dense(10) { Name = "fc" },
        ];
}

/// <summary>ε for every layer; batch norms are left apart, and relevance passes them: zennit without a canonizer.</summary>
[Composite(FoldsBatchNorm = false)]
public sealed partial class EpsilonWithoutCanonizer
{
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Dense or Conv2d => new Epsilon(),
            BatchNorm => new Unchanged(),
            _ => null,
        };
}

/// <summary>z⁺ for every layer; batch norms are left apart, and relevance passes them: zennit without a canonizer.</summary>
[Composite(FoldsBatchNorm = false)]
public sealed partial class ZPlusWithoutCanonizer
{
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Dense or Conv2d => new ZPlus(),
            BatchNorm => new Unchanged(),
            _ => null,
        };
}

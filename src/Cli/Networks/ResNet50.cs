namespace RuleCompiler.Cli.Networks;

/// <summary>ResNet-50 (He et al. 2016, the stride in the 3 × 3 convolution) on ImageNet's normalised images.</summary>
[Network(3, 224, 224, Low = -2.118f, High = 2.64f), Weights("{layer}.{parameter}")]
public sealed partial class ResNet50
{
    /// <summary>The layers in order.</summary>
    public static Layer[] Define() =>
        [
            new Conv2d(64, Kernel: 7, Stride: 2, Pad: 3, Bias: false),
            new BatchNorm(),
            new ReLU(),
            new MaxPool(3, Stride: 2, Pad: 1),
            .. Widen(64, 1),
            .. Keep(64),
            .. Keep(64),
            .. Widen(128, 2),
            .. Keep(128),
            .. Keep(128),
            .. Keep(128),
            .. Widen(256, 2),
            .. Keep(256),
            .. Keep(256),
            .. Keep(256),
            .. Keep(256),
            .. Keep(256),
            .. Widen(512, 2),
            .. Keep(512),
            .. Keep(512),
            new GlobalAvgPool(),
            new Flatten(),
            new Dense(1000),
        ];

    private static Layer[] Keep(int channels) => [new Residual(Body(channels, 1)), new ReLU()];

    private static Layer[] Widen(int channels, int stride) =>
        [
            new Residual(
                Body(channels, stride),
                [new Conv2d(4 * channels, Kernel: 1, Stride: stride, Bias: false), new BatchNorm()]
            ),
            new ReLU(),
        ];

    private static Layer[] Body(int channels, int stride) =>
        [
            new Conv2d(channels, Kernel: 1, Bias: false),
            new BatchNorm(),
            new ReLU(),
            new Conv2d(channels, Kernel: 3, Stride: stride, Pad: 1, Bias: false),
            new BatchNorm(),
            new ReLU(),
            new Conv2d(4 * channels, Kernel: 1, Bias: false),
            new BatchNorm(),
        ];
}

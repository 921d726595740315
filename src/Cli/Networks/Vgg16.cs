namespace RuleCompiler.Cli.Networks;

/// <summary>VGG-16 (Simonyan and Zisserman 2015, configuration D) on ImageNet's normalised images.</summary>
[Network(3, 224, 224, Low = -2.118f, High = 2.64f), Weights("{layer}.{parameter}")]
public sealed partial class Vgg16
{
    /// <summary>The layers in order.</summary>
    public static Layer[] Define() =>
        [
            .. Twice(64),
            .. Twice(128),
            .. Thrice(256),
            .. Thrice(512),
            .. Thrice(512),
            new Flatten(),
            new Dense(4096),
            new ReLU(),
            new Dropout(),
            new Dense(4096),
            new ReLU(),
            new Dropout(),
            new Dense(1000),
        ];

    private static Layer[] Twice(int channels) =>
        [
            new Conv2d(channels, Kernel: 3, Pad: 1),
            new ReLU(),
            new Conv2d(channels, Kernel: 3, Pad: 1),
            new ReLU(),
            new MaxPool(2),
        ];

    private static Layer[] Thrice(int channels) =>
        [
            new Conv2d(channels, Kernel: 3, Pad: 1),
            new ReLU(),
            new Conv2d(channels, Kernel: 3, Pad: 1),
            new ReLU(),
            new Conv2d(channels, Kernel: 3, Pad: 1),
            new ReLU(),
            new MaxPool(2),
        ];
}

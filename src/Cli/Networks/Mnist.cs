namespace RuleCompiler.Cli.Networks;

/// <summary>The MNIST network of Macdonald et al. 2019: three convolutions, two dense layers.</summary>
[Network(1, 28, 28, Low = 0, High = 1), Weights("{layer}.{parameter}")]
public sealed partial class Mnist
{
    /// <summary>The layers in order.</summary>
    public static Layer[] Define() =>
        [
            new Conv2d(32, Kernel: 5, Pad: 2),
            new ReLU(),
            new AvgPool(2),
            new Conv2d(64, Kernel: 5, Pad: 2),
            new ReLU(),
            new AvgPool(2),
            new Conv2d(64, Kernel: 5, Pad: 2),
            new ReLU(),
            new AvgPool(2),
            new Flatten(),
            new Dense(1024),
            new ReLU(),
            new Dense(10),
        ];
}

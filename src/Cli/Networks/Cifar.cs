namespace RuleCompiler.Cli.Networks;

/// <summary>The CIFAR-10 network of Sixt et al. 2020, appendix D.</summary>
[Network(3, 32, 32, Low = 0, High = 1), Weights("{layer}.{parameter}")]
public sealed partial class Cifar
{
    /// <summary>The layers in order.</summary>
    public static Layer[] Define() =>
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
            new Dense(1024),
            new ReLU(),
            new Dense(10),
        ];
}

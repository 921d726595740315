namespace RuleCompiler.Conformance.Tests.Goldens;

/// <summary>golden.json's network a: an MLP 10-10-10-10.</summary>
[Network(10, Low = -1, High = 1)]
public sealed partial class NetworkA
{
    public static Layer[] Define() =>
        [
            new Dense(10) { Name = "fc1" },
            new ReLU(),
            new Dense(10) { Name = "fc2" },
            new ReLU(),
            new Dense(10) { Name = "fc3" },
        ];
}

/// <summary>golden.json's network b: the CIFAR-10 network of Sixt et al. 2020, appendix D.</summary>
[Network(3, 32, 32, Low = 0, High = 1)]
public sealed partial class NetworkB
{
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
            new Dense(1024) { Name = "fc5" },
            new ReLU(),
            new Dense(10) { Name = "fc6" },
        ];
}

[Composite]
public sealed partial class AllEpsilon
{
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Dense or Conv2d => new Epsilon(1e-6f),
            _ => null,
        };
}

[Composite]
public sealed partial class AllEpsilonQuarter
{
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Dense or Conv2d => new Epsilon(0.25f),
            _ => null,
        };
}

/// <summary>zennit's Gamma chooses its branch by the output's sign.</summary>
[Composite]
public sealed partial class AllGamma
{
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Dense or Conv2d => new GeneralizedGamma(0.25f),
            _ => null,
        };
}

[Composite]
public sealed partial class AllZPlus
{
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Dense or Conv2d => new ZPlus(),
            _ => null,
        };
}

[Composite]
public sealed partial class AllAlphaBeta
{
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Dense or Conv2d => new AlphaBeta(2, 1),
            _ => null,
        };
}

[Composite]
public sealed partial class AllWSquare
{
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Dense or Conv2d => new WSquare(),
            _ => null,
        };
}

[Composite]
public sealed partial class FirstZBox
{
    public static Rule? For(Layer layer) =>
        layer switch
        {
            { IsFirst: true } => new ZBox(),
            Dense or Conv2d => new Epsilon(),
            _ => null,
        };
}

[Composite]
public sealed partial class FirstWSquare
{
    public static Rule? For(Layer layer) =>
        layer switch
        {
            { IsFirst: true } => new WSquare(),
            Dense or Conv2d => new ZPlus(),
            _ => null,
        };
}

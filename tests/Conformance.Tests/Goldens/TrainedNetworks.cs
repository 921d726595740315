using QuickStart;

namespace RuleCompiler.Conformance.Tests.Goldens;

/// <summary>tests/Data/fashion-bn-cnn.onnx: batch norms are layers of their own in the file.</summary>
[Network(1, 28, 28, Low = 0, High = 1)]
public sealed partial class FashionCnn
{
    public static Layer[] Define() =>
        [
            new Conv2d(16, Kernel: 3, Pad: 1, Bias: false),
            new BatchNorm(),
            new ReLU(),
            new Conv2d(16, Kernel: 3, Pad: 1, Bias: false),
            new BatchNorm(),
            new ReLU(),
            new MaxPool(2),
            new Conv2d(32, Kernel: 3, Pad: 1, Bias: false),
            new BatchNorm(),
            new ReLU(),
            new Conv2d(32, Kernel: 3, Pad: 1, Bias: false),
            new BatchNorm(),
            new ReLU(),
            new MaxPool(2),
            new Flatten(),
            new Dense(128),
            new ReLU(),
            new Dense(10),
        ];
}

[Explainer<Digits, EpsilonPlus>]
public sealed partial class MnistExplainer;

[Explainer<FashionCnn, EpsilonPlus>]
public sealed partial class FashionExplainer;

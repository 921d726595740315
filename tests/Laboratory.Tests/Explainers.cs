using QuickStart;
using RuleCompiler.Conformance.Tests.Goldens;
using RuleCompiler.TestData;

namespace RuleCompiler.Laboratory.Tests;

/// <summary>A network whose matrices are small enough to be written out.</summary>
[Network(1, 8, 8, Low = 0, High = 1)]
public sealed partial class Pixels
{
    public static Layer[] Define() =>
        [
            new Conv2d(3, Kernel: 3, Pad: 1),
            new ReLU(),
            new MaxPool(2),
            new Conv2d(5, Kernel: 3),
            new ReLU(),
            new Flatten(),
            new Dense(7),
            new ReLU(),
            new Dense(4),
        ];

    internal static WeightSet Weights() =>
        Deterministic.Network(
            "pixels",
            ("conv1", [3, 1, 3, 3]),
            ("conv2", [5, 3, 3, 3]),
            ("dense1", [7, 20]),
            ("dense2", [4, 7])
        );

    internal static float[] Picture() => Deterministic.Fill("pixels/x", [64], 0, 1);
}

/// <summary>A network with a path around a layer.</summary>
[Network(6)]
public sealed partial class Branches
{
    public static Layer[] Define() =>
        [new Dense(5), new ReLU(), new Residual([new Dense(5), new ReLU()]), new Dense(3)];

    internal static WeightSet Weights() =>
        Deterministic.Network("branches", ("dense1", [5, 6]), ("dense2", [5, 5]), ("dense3", [3, 5]));
}

[Explainer<Pixels, LrpZPlus>]
public sealed partial class PixelsPlus;

[Explainer<Pixels, EpsilonAlpha2Beta1>]
public sealed partial class PixelsAlphaBeta;

[Explainer<Pixels, InputXGradient>]
public sealed partial class PixelsGradient;

[Explainer<Pixels, DeepLiftRevealCancel>]
public sealed partial class PixelsDeepLift;

[Explainer<Pixels, GuidedBackprop>]
public sealed partial class PixelsGuided;

/// <summary>Divides by sums that are 0 where a picture is.</summary>
[Composite]
public sealed partial class Unsteady
{
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Conv2d or Dense => new Lrp0(),
            _ => null,
        };
}

[Explainer<Pixels, Unsteady>(Bias = Bias.Ignore)]
public sealed partial class PixelsUnsteady;

[Explainer<Branches, PlainGradient>]
public sealed partial class BranchesGradient;

[Explainer<Digits, LrpZPlus>]
public sealed partial class DigitsPlus;

[Explainer<Digits, InputXGradient>]
public sealed partial class DigitsGradient;

[Explainer<FashionCnn, LrpZPlus>]
public sealed partial class FashionPlus;

using RuleCompiler.Conformance.Tests.Goldens;
using RuleCompiler.TestData;

namespace RuleCompiler.Conformance.Tests.Convergence;

/// <summary>Convolutions, both pools, dense layers; small enough for the interpreter.</summary>
[Network(2, 12, 12, Low = 0, High = 1)]
public sealed partial class PooledNetwork
{
    public static Layer[] Define() =>
        [
            new Conv2d(6, Kernel: 3, Pad: 1),
            new ReLU(),
            new MaxPool(2),
            new Conv2d(8, Kernel: 3, Pad: 1),
            new ReLU(),
            new AvgPool(2),
            new Flatten(),
            new Dense(16),
            new ReLU(),
            new Dense(5),
        ];

    internal static WeightSet Weights { get; } =
        Deterministic.Network(
            "pooled",
            ("conv1", [6, 2, 3, 3]),
            ("conv2", [8, 6, 3, 3]),
            ("dense1", [16, 72]),
            ("dense2", [5, 16])
        );
}

[Explainer<PooledNetwork, AllZPlus>]
public sealed partial class AllZPlusOfPooled;

[Explainer<PooledNetwork, AllAlphaBeta>]
public sealed partial class AllAlphaBetaOfPooled;

[Explainer<PooledNetwork, AllEpsilonQuarter>]
public sealed partial class AllEpsilonOfPooled;

[Explainer<PooledNetwork, AllGamma>]
public sealed partial class AllGammaOfPooled;

[Explainer<PooledNetwork, GuidedBackprop>]
public sealed partial class GuidedBackpropOfPooled;

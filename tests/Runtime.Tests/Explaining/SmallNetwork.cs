using QuickStart;
using RuleCompiler.TestData;
using static RuleCompiler.Scalars;

namespace RuleCompiler.Runtime.Tests.Explaining;

/// <summary>A network with every kind of step that takes no time to run.</summary>
[Network(2, 9, 7, Low = 0, High = 1)]
public sealed partial class SmallNetwork
{
    public const int Inputs = 2 * 9 * 7;
    public const int Outputs = 4;

    public static Layer[] Define() =>
        [
            new Conv2d(6, Kernel: 3, Pad: 1),
            new ReLU(),
            new AvgPool(2),
            new Conv2d(8, Kernel: 3),
            new ReLU(),
            new Flatten(),
            new Dense(20),
            new ReLU(),
            new Dense(Outputs),
        ];

    internal static WeightSet Tensors() =>
        Deterministic.Network(
            "small",
            ("conv1", [6, 2, 3, 3]),
            ("conv2", [8, 6, 3, 3]),
            ("dense1", [20, 16]),
            ("dense2", [Outputs, 20])
        );

    /// <summary>The network's tensors, one of them changed.</summary>
    internal static WeightSet Tensors(string name, Func<Tensor, Tensor?> change) =>
        new("weights.npz", Tensors().Select(t => t.Name == name ? change(t) : t).OfType<Tensor>());

    /// <summary>Inputs [count, 2, 9, 7] within the declared range.</summary>
    internal static float[] Batch(int count) => Deterministic.Fill("small/x", [count, Inputs], 0, 1);

    /// <summary>One input.</summary>
    internal static float[] Sample(int number) => Batch(number + 1)[(number * Inputs)..];
}

[Explainer<SmallNetwork, EpsilonPlus>]
public sealed partial class SmallPlus;

[Explainer<SmallNetwork, EpsilonGammaBox>]
public sealed partial class SmallBox;

/// <summary>Contributions are measured from a reference input.</summary>
[Rule]
public sealed partial record FromReference : Rule
{
    private float Contribution(float a, float a0, float w) => (a - a0) * w;

    private float Share(float r, float z) => r / Away(z);
}

[Composite]
public sealed partial class AllFromReference
{
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Dense or Conv2d => new FromReference(),
            _ => null,
        };
}

[Explainer<SmallNetwork, AllFromReference>]
public sealed partial class SmallFromReference;

/// <summary>LRP-0 divides by zero where every activation is zero.</summary>
[Composite]
public sealed partial class AllLrp0
{
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Dense or Conv2d => new Lrp0(),
            _ => null,
        };
}

[Explainer<SmallNetwork, AllLrp0>]
public sealed partial class SmallLrp0;

/// <summary>The quick start's network: large enough for its kernels to use several threads.</summary>
[Explainer<Digits, EpsilonPlus>]
public sealed partial class DigitsPlus;

namespace RuleCompiler.Runtime.Tests.Signals;

/// <summary>One linear unit of two inputs.</summary>
[Network(2)]
public sealed partial class OneUnit
{
    public static Layer[] Define() => [new Dense(1, Bias: false)];
}

/// <summary>A convolution with everything that a window can have.</summary>
[Network(4, 9, 8)]
public sealed partial class Windows
{
    public static readonly Conv2d Grouped = new(
        6,
        Kernel: (3, 2),
        Stride: (2, 1),
        Pad: (2, 1, 0, 3),
        Dilation: (2, 1),
        Groups: 2
    );

    public static Layer[] Define() =>
        [
            new Conv2d(6, Kernel: (3, 2), Stride: (2, 1), Pad: (2, 1, 0, 3), Dilation: (2, 1), Groups: 2),
            new ReLU(),
            new Flatten(),
            new Dense(5),
        ];
}

[Explainer<OneUnit, PlainGradient>]
public sealed partial class OneUnitGradient;

[Explainer<OneUnit, PatternAttribution>]
public sealed partial class OneUnitAttribution;

[Explainer<Windows, PlainGradient>]
public sealed partial class WindowsGradient;

[Explainer<Windows, PatternNet>]
public sealed partial class WindowsPatternNet;

[Explainer<Explaining.SmallNetwork, PatternNet>]
public sealed partial class SmallPatternNet;

[Explainer<Explaining.SmallNetwork, PatternAttribution>]
public sealed partial class SmallPatternAttribution;

namespace RuleCompiler.Cli.Networks;

/// <summary>A perceptron 10-10-10-10: what is left to measure is what a call costs beside its arithmetic.</summary>
[Network(10, Low = 0, High = 1), Weights("{layer}.{parameter}")]
public sealed partial class Mlp
{
    /// <summary>The layers in order.</summary>
    public static Layer[] Define() => [new Dense(10), new ReLU(), new Dense(10), new ReLU(), new Dense(10)];
}

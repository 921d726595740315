namespace RuleCompiler;

/// <summary>The value itself.</summary>
/// <param name="Value">What the network computes.</param>
public readonly record struct CarriedValue(float Value) : ICarrier<CarriedValue>
{
    /// <summary>What a bias multiplies is 1.</summary>
    public static CarriedValue Constant => new(1);
}

namespace RuleCompiler;

/// <summary>The mean and the variance of a value that is taken for normally distributed, and for independent of all others.</summary>
/// <param name="Mean">E[x].</param>
/// <param name="Variance">V[x], the square of the standard deviation; never negative.</param>
public readonly record struct Moments(float Mean, float Variance) : ICarrier<Moments>
{
    /// <summary>What a bias multiplies is 1 and does not vary.</summary>
    public static Moments Constant => new(1, 0);
}

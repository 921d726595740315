namespace RuleCompiler;

/// <summary>
/// The mean of a value, and its row of the factor Q of all values' covariance, V = Q·Qᵀ: one number for each of the r
/// columns that the caller gives.
/// </summary>
/// <param name="Mean">E[x].</param>
/// <param name="Factor">The row of Q; the variance is the sum of its squares.</param>
public readonly record struct LowRankMoments(float Mean, [Columns] float Factor) : ICarrier<LowRankMoments>
{
    /// <summary>What a bias multiplies is 1 and does not vary.</summary>
    public static LowRankMoments Constant => new(1, 0);
}

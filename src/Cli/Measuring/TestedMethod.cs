namespace RuleCompiler.Cli.Measuring;

/// <summary>What rulec distortion found of one method.</summary>
/// <param name="Name">What the tables and charts call it.</param>
/// <param name="Relevances">The relevance maps, [N, input].</param>
/// <param name="Result">Their curves.</param>
internal sealed record TestedMethod(string Name, float[] Relevances, OrderingResult Result)
{
    /// <summary>The mean over all images.</summary>
    public OrderingCurve Curve => Result.Mean;
}

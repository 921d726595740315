namespace RuleCompiler.Cli.Measuring;

/// <summary>How long one call took, over several runs; milliseconds.</summary>
internal sealed record Timing(double Median, double Min, double Max)
{
    /// <param name="milliseconds">The runs, in any order; at least one.</param>
    public static Timing Of(IEnumerable<double> milliseconds)
    {
        double[] ascending = [.. milliseconds.Order()];
        int middle = ascending.Length / 2;
        double median = ascending.Length % 2 == 1 ? ascending[middle] : (ascending[middle - 1] + ascending[middle]) / 2;
        return new(median, ascending[0], ascending[^1]);
    }

    /// <summary>10⁹ operations a second, at the median.</summary>
    public double GigaFlops(double operations) => operations / Median / 1e6;
}

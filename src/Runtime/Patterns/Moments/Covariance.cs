namespace RuleCompiler.PatternEstimation;

/// <summary>The running covariance of rows, merged block by block as <see cref="UnitMoments"/> are.</summary>
internal sealed class Covariance(int width)
{
    private readonly double[] _mean = new double[width];
    private readonly double[] _coMoments = new double[width * width];

    public long Count { get; private set; }

    /// <summary>Adds the rows of a block.</summary>
    public void Add(RowBlock block)
    {
        if (block.Count == 0)
            return;
        double[] columns = new double[2 * block.Count];
        Span<double> f = columns.AsSpan(0, block.Count),
            g = columns.AsSpan(block.Count);
        double[] last = new double[width];
        double factor = Count * ((double)block.Count / (Count + block.Count));
        for (int d = 0; d < width; d += 2)
        {
            bool pair = d + 1 < width;
            for (int p = 0; p < block.Count; p++)
            {
                f[p] = block.Rows[(p * width) + d];
                g[p] = pair ? block.Rows[(p * width) + d + 1] : 0;
            }

            Products.AddColumns(block.Rows, f, g, Row(d), pair ? Row(d + 1) : last);
        }

        for (int d = 0; d < width; d++)
        {
            Span<double> row = Row(d);
            double scaled = (block.Mean[d] - _mean[d]) * factor;
            for (int e = 0; e < width; e++)
                row[e] += scaled * (block.Mean[e] - _mean[e]);
        }

        double share = block.Count / (double)(Count + block.Count);
        for (int d = 0; d < width; d++)
            _mean[d] += (block.Mean[d] - _mean[d]) * share;
        Count += block.Count;
    }

    /// <summary>xᵀ C y, but for the factor 1/count.</summary>
    public double Between(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sum = 0;
        for (int d = 0; d < width; d++)
            sum += x[d] * Products.Dot(Row(d), y);
        return sum;
    }

    /// <summary>The lower triangle of Cholesky's factor of C + λ·I, λ a share of the mean variance; null where there is none.</summary>
    public double[]? Factor(double share)
    {
        double trace = 0;
        for (int d = 0; d < width; d++)
            trace += _coMoments[(d * width) + d];
        if (!(trace > 0))
            return null;
        double[] factor = [.. _coMoments];
        for (int d = 0; d < width; d++)
            factor[(d * width) + d] += share * trace / width;
        return Cholesky.Factorise(factor, width) ? factor : null;
    }

    private Span<double> Row(int d) => _coMoments.AsSpan(d * width, width);
}

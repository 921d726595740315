namespace RuleCompiler;

/// <summary>
/// Values whose sums over coalitions explain the coalitions' worth by weighted least squares, and which sum to a
/// given whole: the last value is the whole less the others.
/// </summary>
internal sealed class ConstrainedValues(int count, double whole)
{
    private readonly LeastSquares _system = new(count - 1);
    private readonly double[] _row = new double[count - 1];

    public void Add(ReadOnlySpan<bool> kept, double worth, double weight)
    {
        double last = kept[^1] ? 1 : 0;
        for (int i = 0; i < _row.Length; i++)
            _row[i] = (kept[i] ? 1 : 0) - last;
        _system.Add(_row, worth - (last * whole), weight);
    }

    /// <summary>The values; null where the coalitions do not determine them.</summary>
    public double[]? Solve(CancellationToken token) =>
        _system.Solve(token) is { } others ? [.. others, whole - others.Sum()] : null;
}

namespace RuleCompiler.PatternEstimation;

/// <summary>Rows of inputs with their mean taken off: what the moments of a block are computed from.</summary>
/// <remarks>Taking the mean off first is what keeps a small variance about a large mean.</remarks>
internal sealed class RowBlock(int width)
{
    private double[] _rows = [];

    /// <summary>The number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>Numbers in a row.</summary>
    public int Width => width;

    /// <summary>The mean of the rows.</summary>
    public double[] Mean { get; } = new double[width];

    /// <summary>The rows without their mean, [count, width].</summary>
    public ReadOnlySpan<double> Rows => _rows.AsSpan(0, Count * width);

    /// <summary>Room for rows, to be filled before <see cref="Centre"/>.</summary>
    public Span<double> Room(int count)
    {
        if (_rows.Length < count * width)
            _rows = new double[count * width];
        Count = count;
        return _rows.AsSpan(0, count * width);
    }

    /// <summary>Takes the mean off.</summary>
    public void Centre()
    {
        Array.Clear(Mean);
        for (int p = 0; p < Count; p++)
        {
            ReadOnlySpan<double> row = _rows.AsSpan(p * width, width);
            for (int d = 0; d < width; d++)
                Mean[d] += row[d];
        }

        for (int d = 0; d < width; d++)
            Mean[d] /= Count;
        for (int p = 0; p < Count; p++)
        {
            Span<double> row = _rows.AsSpan(p * width, width);
            for (int d = 0; d < width; d++)
                row[d] -= Mean[d];
        }
    }
}

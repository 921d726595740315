namespace RuleCompiler.Laboratory.Operators;

/// <summary>diag(d): each number times its own.</summary>
public sealed class DiagonalOperator : ILinearOperator
{
    private readonly double[] _diagonal;

    /// <summary>Makes an operator of the diagonal's entries, which are copied.</summary>
    public DiagonalOperator(ReadOnlySpan<double> diagonal) => _diagonal = diagonal.ToArray();

    /// <inheritdoc/>
    public int Rows => _diagonal.Length;

    /// <inheritdoc/>
    public int Columns => _diagonal.Length;

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<double> x, Span<double> y, int count)
    {
        Blocks.Check(x, Columns, y, Rows, count);
        for (int i = 0; i < x.Length; i++)
            y[i] = _diagonal[i % _diagonal.Length] * x[i];
    }

    /// <inheritdoc/>
    public void ApplyTranspose(ReadOnlySpan<double> x, Span<double> y, int count) => Apply(x, y, count);
}

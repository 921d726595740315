namespace RuleCompiler.Laboratory.Operators;

/// <summary>A product A_1·A_2·…, which is never formed: a vector passes the factors one after another.</summary>
public sealed class ProductOperator : ILinearOperator
{
    private readonly ILinearOperator[] _factors;

    /// <summary>Makes the product of factors in the order in which it is written: the last one acts first.</summary>
    /// <exception cref="ArgumentException">There is no factor, or two do not fit.</exception>
    public ProductOperator(IEnumerable<ILinearOperator> factors)
    {
        ArgumentNullException.ThrowIfNull(factors);
        _factors = [.. factors];
        if (_factors.Length == 0)
            throw new ArgumentException("The product has no factors; give at least one.", nameof(factors));
        for (int n = 1; n < _factors.Length; n++)
        {
            if (_factors[n].Rows != _factors[n - 1].Columns)
                throw new ArgumentException(
                    $"Factor {n} has {_factors[n].Rows} rows and the one before it {_factors[n - 1].Columns} columns; give "
                        + "factors that follow each other.",
                    nameof(factors)
                );
        }
    }

    /// <summary>The factors in the order in which the product is written.</summary>
    public IReadOnlyList<ILinearOperator> Factors => _factors;

    /// <inheritdoc/>
    public int Rows => _factors[0].Rows;

    /// <inheritdoc/>
    public int Columns => _factors[^1].Columns;

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<double> x, Span<double> y, int count)
    {
        Blocks.Check(x, Columns, y, Rows, count);
        double[] vectors = x.ToArray();
        for (int n = _factors.Length - 1; n >= 0; n--)
        {
            double[] images = new double[count * _factors[n].Rows];
            _factors[n].Apply(vectors, images, count);
            vectors = images;
        }

        vectors.CopyTo(y);
    }

    /// <inheritdoc/>
    public void ApplyTranspose(ReadOnlySpan<double> x, Span<double> y, int count)
    {
        Blocks.Check(x, Rows, y, Columns, count);
        double[] vectors = x.ToArray();
        foreach (ILinearOperator factor in _factors)
        {
            double[] images = new double[count * factor.Columns];
            factor.ApplyTranspose(vectors, images, count);
            vectors = images;
        }

        vectors.CopyTo(y);
    }
}

using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace RuleCompiler.Laboratory.Chains;

/// <summary>The columns of a product: directions of norm 1, and lengths of which the largest is 1.</summary>
internal sealed class ColumnSet
{
    private readonly DenseMatrix _directions;
    private readonly double[] _lengths;

    private ColumnSet(DenseMatrix columns)
    {
        _directions = columns;
        _lengths = new double[columns.ColumnCount];
        for (int j = 0; j < _lengths.Length; j++)
            _lengths[j] = Directions.Normalize(Column(j));
        double most = _lengths.Length == 0 ? 0 : _lengths.Max();
        for (int j = 0; j < _lengths.Length && most > 0; j++)
            _lengths[j] /= most;
    }

    /// <summary>Columns that are zero.</summary>
    public int Zeros => _lengths.Count(length => length == 0);

    public static ColumnSet Of(Matrix<double> matrix) => new(DenseMatrix.OfMatrix(matrix));

    /// <summary>diag(‖v‖)·A: the coefficients of the next columns over the directions.</summary>
    public Matrix<double> Rescale(Matrix<double> factor) =>
        DenseMatrix.Create(factor.RowCount, factor.ColumnCount, (i, j) => _lengths[i] * factor[i, j]);

    /// <summary>The columns after a further factor, which has been rescaled.</summary>
    public ColumnSet Times(Matrix<double> rescaled) => new((DenseMatrix)_directions.Multiply(rescaled));

    /// <summary>1 − cos of the largest angle between two columns that are not zero.</summary>
    public double LargestOneMinusCosine()
    {
        double largest = 0;
        for (int j = 0; j < _lengths.Length; j++)
        {
            for (int i = 0; i < j; i++)
            {
                if (_lengths[i] > 0 && _lengths[j] > 0)
                    largest = Math.Max(largest, Directions.OneMinusCosine(Column(i), Column(j)));
            }
        }

        return largest;
    }

    private Span<double> Column(int j) => _directions.Values.AsSpan(j * _directions.RowCount, _directions.RowCount);
}

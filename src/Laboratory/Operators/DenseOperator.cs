using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace RuleCompiler.Laboratory.Operators;

/// <summary>A matrix whose entries are in memory, in double precision.</summary>
public sealed class DenseOperator : ILinearOperator
{
    /// <summary>Makes an operator of a matrix, which is not copied where it is dense already.</summary>
    public DenseOperator(Matrix<double> matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        Matrix = matrix as DenseMatrix ?? DenseMatrix.OfMatrix(matrix);
    }

    /// <summary>The entries.</summary>
    public Matrix<double> Matrix { get; }

    /// <inheritdoc/>
    public int Rows => Matrix.RowCount;

    /// <inheritdoc/>
    public int Columns => Matrix.ColumnCount;

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<double> x, Span<double> y, int count)
    {
        Blocks.Check(x, Columns, y, Rows, count);
        DenseMatrix vectors = new(Columns, count, x.ToArray());
        ((DenseMatrix)Matrix.Multiply(vectors)).Values.CopyTo(y);
    }

    /// <inheritdoc/>
    public void ApplyTranspose(ReadOnlySpan<double> x, Span<double> y, int count)
    {
        Blocks.Check(x, Rows, y, Columns, count);
        DenseMatrix vectors = new(Rows, count, x.ToArray());
        ((DenseMatrix)Matrix.TransposeThisAndMultiply(vectors)).Values.CopyTo(y);
    }
}

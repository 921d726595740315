using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace RuleCompiler.Laboratory.Operators;

/// <summary>A matrix of which each column's entries that are not zero are in memory, in single precision.</summary>
public sealed class CompressedColumns : ILinearOperator
{
    private readonly List<(int[] Rows, float[] Values)> _columns;

    internal CompressedColumns(int rows, int columns) => (Rows, Columns, _columns) = (rows, columns, new(columns));

    /// <inheritdoc/>
    public int Rows { get; }

    /// <inheritdoc/>
    public int Columns { get; }

    /// <summary>Entries that are not zero.</summary>
    public long Entries { get; private set; }

    /// <summary>The least entry, zeros included: not negative for the chains of Theorem 1.</summary>
    public double Least { get; private set; }

    internal long Bytes => Entries * (sizeof(int) + sizeof(float));

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<double> x, Span<double> y, int count)
    {
        Blocks.Check(x, Columns, y, Rows, count);
        y.Clear();
        for (int c = 0; c < count; c++)
        {
            Span<double> image = y.Slice(c * Rows, Rows);
            for (int j = 0; j < Columns; j++)
            {
                (int[] rows, float[] values) = _columns[j];
                double factor = x[(c * Columns) + j];
                for (int i = 0; i < rows.Length; i++)
                    image[rows[i]] += values[i] * factor;
            }
        }
    }

    /// <inheritdoc/>
    public void ApplyTranspose(ReadOnlySpan<double> x, Span<double> y, int count)
    {
        Blocks.Check(x, Rows, y, Columns, count);
        for (int c = 0; c < count; c++)
        {
            ReadOnlySpan<double> vector = x.Slice(c * Rows, Rows);
            for (int j = 0; j < Columns; j++)
            {
                (int[] rows, float[] values) = _columns[j];
                double sum = 0;
                for (int i = 0; i < rows.Length; i++)
                    sum += values[i] * vector[rows[i]];
                y[(c * Columns) + j] = sum;
            }
        }
    }

    /// <summary>All entries, [Rows, Columns].</summary>
    public Matrix<double> ToMatrix()
    {
        DenseMatrix matrix = new(Rows, Columns);
        for (int j = 0; j < Columns; j++)
        {
            (int[] rows, float[] values) = _columns[j];
            for (int i = 0; i < rows.Length; i++)
                matrix[rows[i], j] = values[i];
        }

        return matrix;
    }

    internal void Add(ReadOnlySpan<double> column)
    {
        List<int> rows = [];
        for (int i = 0; i < column.Length; i++)
        {
            if (column[i] != 0)
                rows.Add(i);
            Least = Math.Min(Least, column[i]);
        }

        float[] values = new float[rows.Count];
        for (int i = 0; i < values.Length; i++)
            values[i] = (float)column[rows[i]];
        _columns.Add(([.. rows], values));
        Entries += values.Length;
    }
}

using RuleCompiler.PatternEstimation;

namespace RuleCompiler;

/// <summary>
/// A factor F of few rows of a growing sum of squares: FᵀF ≈ Σ rowᵀrow. Source: rehurek2011scalability, whose merge of
/// decompositions this is, block by block.
/// </summary>
/// <remarks>
/// Rows are stacked; when there is room for no more, the stack is rotated by the eigenvectors of its small Gram matrix and
/// all but the leading rows are dropped. Squaring costs the digits below 10⁻⁸ of the largest singular value, which no
/// truncated factor keeps.
/// </remarks>
/// <param name="size">Numbers in a row.</param>
/// <param name="kept">Rows that are kept.</param>
/// <param name="most">Most rows that are added at once.</param>
internal sealed class StreamingFactor(int size, int kept, int most)
{
    private const int Strip = 512; // columns that are rotated at once, so that the stack is its own result
    private readonly double[] _rows = new double[(kept + most + 1) * size];
    private int _count;

    /// <summary>Adds a block's rows without their mean, and the row that accounts for the shift of the mean.</summary>
    public void Add(ReadOnlySpan<double> rows, ReadOnlySpan<double> shift)
    {
        if (_count + (rows.Length / size) + 1 > kept + most + 1)
            Compress(kept);
        rows.CopyTo(_rows.AsSpan(_count * size));
        _count += rows.Length / size;
        shift.CopyTo(_rows.AsSpan(_count * size));
        _count++;
    }

    /// <summary>The leading rows, [rank, size], each times a scale; rows of zeros where there are not as many.</summary>
    public float[] Leading(int rank, double scale)
    {
        Compress(Math.Max(kept, rank));
        float[] leading = new float[checked(rank * size)];
        for (int r = 0; r < Math.Min(rank, _count); r++)
        {
            ReadOnlySpan<double> row = _rows.AsSpan(r * size, size);
            double sign = scale * LargestSign(row);
            for (int j = 0; j < size; j++)
                leading[(r * size) + j] = (float)(sign * row[j]);
        }

        return leading;
    }

    private void Compress(int rows)
    {
        double[] gram = new double[_count * _count];
        for (int i = 0; i < _count; i++)
        {
            for (int j = 0; j <= i; j++)
                gram[(i * _count) + j] = gram[(j * _count) + i] = Products.Dot(Row(i), Row(j));
        }

        double[] vectors = SymmetricEigen.Vectors(gram, _count);
        int left = Math.Min(rows, _count);
        double[] strip = new double[_count * Strip];
        for (int from = 0; from < size; from += Strip)
        {
            int width = Math.Min(Strip, size - from);
            for (int i = 0; i < _count; i++)
                Row(i).Slice(from, width).CopyTo(strip.AsSpan(i * width));
            for (int r = 0; r < left; r++)
                Combine(vectors.AsSpan(r * _count, _count), strip, _rows.AsSpan((r * size) + from, width));
        }

        _count = left;
    }

    private static void Combine(ReadOnlySpan<double> weights, ReadOnlySpan<double> rows, Span<double> into)
    {
        into.Clear();
        for (int i = 0; i < weights.Length; i++)
            DoubleRows.AddScaled(weights[i], rows.Slice(i * into.Length, into.Length), into);
    }

    private ReadOnlySpan<double> Row(int i) => _rows.AsSpan(i * size, size);

    /// <summary>A direction has no sign of its own: the largest number is made positive.</summary>
    private static double LargestSign(ReadOnlySpan<double> row)
    {
        double largest = 0;
        foreach (double value in row)
            largest = Math.Abs(value) > Math.Abs(largest) ? value : largest;
        return largest < 0 ? -1 : 1;
    }
}

namespace RuleCompiler;

/// <summary>
/// Least squares by Householder's reflections with column pivoting: the error grows with the condition of the
/// rows, not with its square as normal equations would have it.
/// </summary>
internal sealed class LeastSquares
{
    private readonly int _columns;
    private readonly List<double[]> _rows = [];

    public LeastSquares(int columns) => _columns = columns;

    /// <summary>Adds √weight·(row, value): what the solution times the row should be.</summary>
    public void Add(ReadOnlySpan<double> row, double value, double weight = 1)
    {
        double root = Math.Sqrt(weight);
        double[] scaled = new double[_columns + 1];
        for (int j = 0; j < _columns; j++)
            scaled[j] = root * row[j];
        scaled[_columns] = root * value;
        _rows.Add(scaled);
    }

    /// <summary>The solution; null where the rows do not determine it.</summary>
    public double[]? Solve(CancellationToken token)
    {
        if (_rows.Count < _columns)
            return null;
        int[] order = [.. Enumerable.Range(0, _columns)];
        double largest = 0;
        for (int step = 0; step < _columns; step++)
        {
            token.ThrowIfCancellationRequested();
            double norm = Pivot(order, step);
            largest = Math.Max(largest, norm);
            if (norm <= 1e-12 * largest || norm == 0)
                return null;
            Reflect(order, step, norm);
        }

        return BackSubstitute(order);
    }

    /// <summary>Brings the column with the largest rest to the front; its norm.</summary>
    private double Pivot(int[] order, int step)
    {
        double[] squares = new double[_columns - step];
        for (int i = step; i < _rows.Count; i++)
        {
            double[] row = _rows[i];
            for (int j = step; j < _columns; j++)
                squares[j - step] += row[order[j]] * row[order[j]];
        }

        double most = squares.Max();
        int best = step + Array.IndexOf(squares, most);
        (order[step], order[best]) = (order[best], order[step]);
        return Math.Sqrt(most);
    }

    private void Reflect(int[] order, int step, double norm)
    {
        int pivot = order[step];
        double head = _rows[step][pivot];
        double end = head > 0 ? -norm : norm; // away from the head: no cancellation
        double first = head - end;
        double scale = -1 / (end * first); // 2 / |v|²
        double[] products = new double[_columns + 1];
        for (int i = step; i < _rows.Count; i++)
        {
            double[] row = _rows[i];
            double v = i == step ? first : row[pivot];
            for (int j = step + 1; j < _columns; j++)
                products[order[j]] += v * row[order[j]];
            products[_columns] += v * row[_columns];
        }

        for (int i = step; i < _rows.Count; i++)
        {
            double[] row = _rows[i];
            double v = scale * (i == step ? first : row[pivot]);
            for (int j = step + 1; j < _columns; j++)
                row[order[j]] -= v * products[order[j]];
            row[_columns] -= v * products[_columns];
            row[pivot] = i == step ? end : row[pivot]; // the rest keeps v, which nobody reads any more
        }
    }

    private double[] BackSubstitute(int[] order)
    {
        double[] solution = new double[_columns];
        for (int i = _columns - 1; i >= 0; i--)
        {
            double rest = _rows[i][_columns];
            for (int j = i + 1; j < _columns; j++)
                rest -= _rows[i][order[j]] * solution[order[j]];
            solution[order[i]] = rest / _rows[i][order[i]];
        }

        return solution;
    }
}

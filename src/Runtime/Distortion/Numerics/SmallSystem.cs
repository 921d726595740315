namespace RuleCompiler;

/// <summary>Small dense systems by Gauss's elimination with row pivots.</summary>
internal static class SmallSystem
{
    /// <summary>The inverse of a matrix [n, n], which is overwritten; null where it is singular.</summary>
    public static double[]? Inverse(double[] matrix, int n)
    {
        double[] inverse = new double[n * n];
        for (int i = 0; i < n; i++)
            inverse[(i * n) + i] = 1;
        for (int column = 0; column < n; column++)
        {
            int pivot = column;
            for (int i = column + 1; i < n; i++)
                pivot = Math.Abs(matrix[(i * n) + column]) > Math.Abs(matrix[(pivot * n) + column]) ? i : pivot;
            double scale = 1 / matrix[(pivot * n) + column];
            if (!double.IsFinite(scale))
                return null;
            for (int j = 0; j < n; j++)
            {
                Exchange(matrix, (pivot * n) + j, (column * n) + j, scale);
                Exchange(inverse, (pivot * n) + j, (column * n) + j, scale);
            }

            for (int i = 0; i < n; i++)
            {
                double factor = -matrix[(i * n) + column];
                if (i == column || factor == 0)
                    continue;
                DoubleRows.AddScaled(factor, matrix.AsSpan(column * n, n), matrix.AsSpan(i * n, n));
                DoubleRows.AddScaled(factor, inverse.AsSpan(column * n, n), inverse.AsSpan(i * n, n));
            }
        }

        return inverse;
    }

    /// <summary>Exchanges two numbers, and scales the one that comes up.</summary>
    private static void Exchange(double[] numbers, int pivot, int place, double scale)
    {
        double below = numbers[place];
        numbers[place] = numbers[pivot] * scale;
        if (pivot != place)
            numbers[pivot] = below;
    }
}

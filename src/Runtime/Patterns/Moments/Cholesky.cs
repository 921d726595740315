namespace RuleCompiler.PatternEstimation;

/// <summary>Cholesky's factor of a symmetric positive definite matrix, and what is solved with it.</summary>
internal static class Cholesky
{
    /// <summary>Overwrites the lower triangle by L with L·Lᵀ = A.</summary>
    /// <returns>Whether A is positive definite.</returns>
    public static bool Factorise(double[] a, int n)
    {
        for (int i = 0; i < n; i++)
        {
            Span<double> row = a.AsSpan(i * n, n);
            for (int j = 0; j < i; j++)
                row[j] = (row[j] - Products.Dot(row[..j], a.AsSpan(j * n, j))) / a[(j * n) + j];
            double rest = row[i] - Products.Dot(row[..i], row[..i]);
            if (!(rest > 0))
                return false;
            row[i] = Math.Sqrt(rest);
        }

        return true;
    }

    /// <summary>The x of L·Lᵀ·x = b.</summary>
    public static double[] Solve(double[] factor, ReadOnlySpan<double> b)
    {
        int n = b.Length;
        double[] x = b.ToArray();
        for (int i = 0; i < n; i++)
            x[i] = (x[i] - Products.Dot(factor.AsSpan(i * n, i), x.AsSpan(0, i))) / factor[(i * n) + i];
        for (int i = n - 1; i >= 0; i--)
        {
            x[i] /= factor[(i * n) + i];
            for (int j = 0; j < i; j++)
                x[j] -= factor[(i * n) + j] * x[i];
        }

        return x;
    }
}

namespace RuleCompiler;

/// <summary>
/// Eigenvectors of small symmetric matrices by Jacobi's rotations in cyclic order (golub2013matrix, section 8.5).
/// </summary>
internal static class SymmetricEigen
{
    private const int MostSweeps = 30; // it converges quadratically: about eight do

    /// <summary>The eigenvectors as rows [n, n], those of the largest eigenvalues first.</summary>
    /// <param name="matrix">[n, n], symmetric; left with the eigenvalues on its diagonal.</param>
    /// <param name="n">The side.</param>
    public static double[] Vectors(double[] matrix, int n)
    {
        double[] vectors = new double[n * n];
        double whole = 0;
        for (int i = 0; i < n; i++)
        {
            vectors[(i * n) + i] = 1;
            whole += matrix[(i * n) + i] * matrix[(i * n) + i];
        }

        // no rotation changes a number of that size visibly
        double least = 1e-16 * Math.Sqrt(whole) / n;
        for (int sweep = 0; sweep < MostSweeps && Sweep(matrix, vectors, n, least); sweep++) { }

        int[] order = [.. Enumerable.Range(0, n).OrderByDescending(i => matrix[(i * n) + i])];
        double[] sorted = new double[n * n];
        for (int i = 0; i < n; i++)
            vectors.AsSpan(order[i] * n, n).CopyTo(sorted.AsSpan(i * n));
        return sorted;
    }

    private static bool Sweep(double[] matrix, double[] vectors, int n, double least)
    {
        bool rotated = false;
        for (int p = 0; p < n - 1; p++)
        {
            for (int q = p + 1; q < n; q++)
            {
                double off = matrix[(p * n) + q];
                if (Math.Abs(off) <= least)
                    continue;
                rotated = true;
                Rotate(matrix, n, p, q, off, out double c, out double s);
                DoubleRows.Rotate(vectors.AsSpan(p * n, n), vectors.AsSpan(q * n, n), c, s);
            }
        }

        return rotated;
    }

    /// <summary>Makes the number at (p, q) zero.</summary>
    private static void Rotate(double[] a, int n, int p, int q, double off, out double c, out double s)
    {
        double theta = (a[(q * n) + q] - a[(p * n) + p]) / (2 * off);
        double t = Math.CopySign(1, theta) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        c = 1 / Math.Sqrt((t * t) + 1);
        s = t * c;
        double pp = a[(p * n) + p] - (t * off),
            qq = a[(q * n) + q] + (t * off);
        DoubleRows.Rotate(a.AsSpan(p * n, n), a.AsSpan(q * n, n), c, s);
        for (int i = 0; i < n; i++)
            (a[(i * n) + p], a[(i * n) + q]) = (a[(p * n) + i], a[(q * n) + i]);
        (a[(p * n) + p], a[(q * n) + q]) = (pp, qq);
        a[(p * n) + q] = a[(q * n) + p] = 0;
    }
}

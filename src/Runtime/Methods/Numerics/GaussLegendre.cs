namespace RuleCompiler;

/// <summary>Nodes and weights that integrate polynomials of degree 2n − 1 over [0, 1] exactly.</summary>
internal static class GaussLegendre
{
    /// <summary>The nodes in growing order and their weights, which sum to 1; error a few units of rounding.</summary>
    public static (double[] Nodes, double[] Weights) Of(int count)
    {
        double[] nodes = new double[count],
            weights = new double[count];
        for (int i = 0; i < (count + 1) / 2; i++)
        {
            // the roots interlace with these to within 1/n², from where Newton's steps converge
            double x = Math.Cos(Math.PI * (i + 0.75) / (count + 0.5));
            double slope = 0;
            for (int step = 0; step < 100; step++)
            {
                (double value, slope) = Legendre(count, x);
                double moved = x - (value / slope);
                bool settled = Math.Abs(moved - x) <= 1e-15;
                x = moved;
                if (settled)
                    break;
            }

            slope = Legendre(count, x).Slope;
            double weight = 1 / ((1 - x) * (1 + x) * slope * slope);
            (nodes[count - 1 - i], nodes[i]) = (0.5 + (0.5 * x), 0.5 - (0.5 * x));
            (weights[count - 1 - i], weights[i]) = (weight, weight);
        }

        return (nodes, weights);
    }

    /// <summary>The Legendre polynomial of degree n and its derivative, by the three-term recurrence.</summary>
    private static (double Value, double Slope) Legendre(int n, double x)
    {
        double before = 1,
            value = x;
        for (int k = 2; k <= n; k++)
            (before, value) = (value, ((((2 * k) - 1) * x * value) - ((k - 1) * before)) / k);
        return (value, n * ((x * value) - before) / ((x * x) - 1));
    }
}

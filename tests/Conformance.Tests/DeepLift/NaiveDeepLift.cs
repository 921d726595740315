namespace RuleCompiler.Conformance.Tests.DeepLift;

/// <summary>
/// DeepLIFT of networks of dense layers as the papers print it, in double precision: parts one by one, four products for
/// the linear rule, no algebra.
/// </summary>
/// <param name="weights">The layers' weights, [output][input].</param>
/// <param name="biases">The layers' biases.</param>
/// <param name="f">The nonlinearity between layers.</param>
internal sealed class NaiveDeepLift(double[][][] weights, double[][] biases, Func<double, double> f)
{
    private int Depth => weights.Length;

    /// <summary>The outputs.</summary>
    public double[] Predict(double[] x) => Sums(x)[^1];

    /// <summary>Rescale: multipliers of chords, times the difference of the input.</summary>
    public double[] Rescale(double[] x, double[] x0, int target) => Chords(x, x0, target, (w, _) => w);

    /// <summary>The ablation: no weight below zero reaches an input that differs.</summary>
    public double[] Ablation(double[] x, double[] x0, int target) =>
        Chords(x, x0, target, (w, difference) => difference == 0 ? w : Math.Max(w, 0));

    private double[] Chords(double[] x, double[] x0, int target, Func<double, double, double> weight)
    {
        double[][] z = Sums(x);
        double[][] z0 = Sums(x0);
        double[] m = OneHot(target);
        for (int layer = Depth - 1; ; layer--)
        {
            double[] difference = Difference(layer, x, x0, z, z0);
            m = Transposed(layer, (j, w) => weight(w, difference[j]), m);
            if (layer == 0)
                return Times(m, x, x0);
            for (int j = 0; j < m.Length; j++)
                m[j] *= Chord(z[layer - 1][j], z0[layer - 1][j]);
        }
    }

    /// <summary>The slope of the chord; of the tangent where its ends are the same, as they are behind levelled units.</summary>
    private double Chord(double z, double z0)
    {
        const double h = 1e-4;
        return z == z0 ? (f(z + h) - f(z - h)) / (2 * h) : (f(z) - f(z0)) / (z - z0);
    }

    /// <summary>RevealCancel, and the linear rule with the multipliers of both parts.</summary>
    public double[] RevealCancel(double[] x, double[] x0, int target)
    {
        double[][] z = Sums(x);
        double[][] z0 = Sums(x0);
        double[] pos = OneHot(target);
        double[] neg = OneHot(target);
        for (int layer = Depth - 1; ; layer--)
        {
            double[] difference = Difference(layer, x, x0, z, z0);
            double[] p = pos;
            double[] n = neg;
            double[] m = new double[difference.Length];
            for (int j = 0; j < m.Length; j++)
            {
                for (int k = 0; k < p.Length; k++)
                {
                    double w = weights[layer][k][j];
                    m[j] +=
                        difference[j] > 0 ? Math.Max(w, 0) * p[k] + Math.Min(w, 0) * n[k]
                        : difference[j] < 0 ? Math.Min(w, 0) * p[k] + Math.Max(w, 0) * n[k]
                        : 0.5 * w * (p[k] + n[k]);
                }
            }

            if (layer == 0)
                return Times(m, x, x0);
            (pos, neg) = Below(layer, m, z0[layer - 1], Difference(layer - 1, x, x0, z, z0));
        }
    }

    private (double[], double[]) Below(int layer, double[] m, double[] z0, double[] below)
    {
        double[] pos = new double[m.Length];
        double[] neg = new double[m.Length];
        for (int k = 0; k < m.Length; k++)
        {
            double up = 0;
            double down = 0;
            for (int j = 0; j < below.Length; j++)
            {
                double added = weights[layer - 1][k][j] * below[j];
                up += Math.Max(added, 0);
                down += Math.Min(added, 0);
            }

            double first = f(z0[k] + up) - f(z0[k]);
            double last = f(z0[k] + up + down) - f(z0[k] + down);
            double firstDown = f(z0[k] + down) - f(z0[k]);
            double lastDown = f(z0[k] + up + down) - f(z0[k] + up);
            pos[k] = up == 0 ? 0 : m[k] * 0.5 * (first + last) / up;
            neg[k] = down == 0 ? 0 : m[k] * 0.5 * (firstDown + lastDown) / down;
        }

        return (pos, neg);
    }

    private double[] Difference(int layer, double[] x, double[] x0, double[][] z, double[][] z0) =>
        layer == 0 ? [.. x.Zip(x0, (a, b) => a - b)] : [.. z[layer - 1].Zip(z0[layer - 1], (a, b) => f(a) - f(b))];

    private double[][] Sums(double[] x)
    {
        var sums = new double[Depth][];
        for (int layer = 0; layer < Depth; layer++)
        {
            double[] a = layer == 0 ? x : [.. sums[layer - 1].Select(f)];
            sums[layer] = [.. weights[layer].Select((row, k) => biases[layer][k] + row.Zip(a, (w, v) => w * v).Sum())];
        }

        return sums;
    }

    private double[] Transposed(int layer, Func<int, double, double> map, double[] m) =>
        [
            .. Enumerable
                .Range(0, weights[layer][0].Length)
                .Select(j => m.Select((value, k) => map(j, weights[layer][k][j]) * value).Sum()),
        ];

    private double[] OneHot(int target) => [.. biases[^1].Select((_, k) => k == target ? 1.0 : 0.0)];

    private static double[] Times(double[] m, double[] x, double[] x0) => [.. m.Select((v, j) => v * (x[j] - x0[j]))];
}

using System.Numerics;
using System.Runtime.InteropServices;

namespace RuleCompiler.PatternEstimation;

/// <summary>
/// Products of double matrices in which each number is added up in one fixed order, whoever computes it and beside
/// what.
/// </summary>
internal static class Products
{
    /// <summary>to_p = Σ_d w_d x_pd, with x of [to.Length, w.Length].</summary>
    public static void RowsTimes(ReadOnlySpan<double> x, ReadOnlySpan<double> w, Span<double> to)
    {
        for (int p = 0; p < to.Length; p++)
            to[p] = Dot(x.Slice(p * w.Length, w.Length), w);
    }

    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> w)
    {
        ReadOnlySpan<Vector<double>> xs = MemoryMarshal.Cast<double, Vector<double>>(x);
        ReadOnlySpan<Vector<double>> ws = MemoryMarshal.Cast<double, Vector<double>>(w);
        Vector<double> even = default,
            odd = default;
        int i = 0;
        for (; i + 1 < xs.Length; i += 2)
        {
            even += xs[i] * ws[i];
            odd += xs[i + 1] * ws[i + 1];
        }

        if (i < xs.Length)
            even += xs[i] * ws[i];
        double sum = Vector.Sum(even + odd);
        for (int d = xs.Length * Vector<double>.Count; d < x.Length; d++)
            sum += x[d] * w[d];
        return sum;
    }

    /// <summary>Adds Σ_p f_p x_pd to one row and Σ_p g_p x_pd to another, with x of [f.Length, toF.Length].</summary>
    public static void AddColumns(
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> f,
        ReadOnlySpan<double> g,
        Span<double> toF,
        Span<double> toG
    )
    {
        int width = toF.Length;
        int step = Vector<double>.Count;
        int d = 0;
        for (; d + (4 * step) <= width; d += 4 * step)
        {
            // eight sums in registers while the rows go by
            Vector<double> f0 = default,
                f1 = default,
                f2 = default,
                f3 = default;
            Vector<double> g0 = default,
                g1 = default,
                g2 = default,
                g3 = default;
            for (int p = 0; p < f.Length; p++)
            {
                ReadOnlySpan<Vector<double>> row = MemoryMarshal.Cast<double, Vector<double>>(
                    x.Slice((p * width) + d, 4 * step)
                );
                Vector<double> fp = new(f[p]),
                    gp = new(g[p]);
                f0 += fp * row[0];
                g0 += gp * row[0];
                f1 += fp * row[1];
                g1 += gp * row[1];
                f2 += fp * row[2];
                g2 += gp * row[2];
                f3 += fp * row[3];
                g3 += gp * row[3];
            }

            Add(toF.Slice(d, 4 * step), f0, f1, f2, f3);
            Add(toG.Slice(d, 4 * step), g0, g1, g2, g3);
        }

        for (; d < width; d++)
        {
            double sumF = 0,
                sumG = 0;
            for (int p = 0; p < f.Length; p++)
            {
                double value = x[(p * width) + d];
                sumF += f[p] * value;
                sumG += g[p] * value;
            }

            toF[d] += sumF;
            toG[d] += sumG;
        }
    }

    private static void Add(Span<double> to, Vector<double> a, Vector<double> b, Vector<double> c, Vector<double> d)
    {
        Span<Vector<double>> sums = MemoryMarshal.Cast<double, Vector<double>>(to);
        sums[0] += a;
        sums[1] += b;
        sums[2] += c;
        sums[3] += d;
    }
}

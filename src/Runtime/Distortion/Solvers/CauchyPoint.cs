namespace RuleCompiler;

/// <summary>
/// The generalised Cauchy point: the first minimum of the model along the path P(x − t·g), piece by piece between the times
/// at which components meet their walls (byrd1995limited, algorithm CP).
/// </summary>
internal static class CauchyPoint
{
    /// <summary>Finds it.</summary>
    /// <param name="hessian">The model's curvature.</param>
    /// <param name="point">x, [d].</param>
    /// <param name="gradient">g, [d].</param>
    /// <param name="cauchy">Receives the point, [d].</param>
    /// <returns>c = Wᵀ(cauchy − x).</returns>
    public static double[] Find(CompactHessian hessian, double[] point, double[] gradient, double[] cauchy)
    {
        int d = point.Length,
            width = hessian.Width;
        double[] times = new double[d],
            p = new double[width],
            c = new double[width];
        Span<double> w = new double[width],
            mp = new double[width],
            mw = new double[width];
        double square = 0;
        for (int j = 0; j < d; j++)
        {
            double g = gradient[j];
            times[j] =
                g < 0 ? (point[j] - 1) / g
                : g > 0 ? point[j] / g
                : double.PositiveInfinity;
            cauchy[j] = point[j];
            if (times[j] <= 0 || g == 0)
                continue;
            square += g * g;
            hessian.Row(j, w);
            AddScaled(-g, w, p);
        }

        int[] order = [.. Enumerable.Range(0, d).Where(j => times[j] > 0 && double.IsFinite(times[j]))];
        Array.Sort([.. order.Select(j => times[j])], order);
        hessian.TimesMiddle(p, mp);
        double slope = -square,
            bend = (hessian.Theta * square) - DoubleRows.Dot(p, mp),
            past = 0;
        int at = 0;
        for (; at < order.Length && slope < 0; at++)
        {
            int b = order[at];
            double width0 = times[b] - past,
                g = gradient[b];
            if (!(-slope / bend >= width0))
                break;
            past = times[b];
            cauchy[b] = g > 0 ? 0 : 1;
            double z = cauchy[b] - point[b];
            AddScaled(width0, p, c);
            hessian.Row(b, w);
            hessian.TimesMiddle(w, mw);
            hessian.TimesMiddle(p, mp);
            slope += (width0 * bend) + (g * g) + (hessian.Theta * g * z) - (g * DoubleRows.Dot(mw, c));
            bend -= (hessian.Theta * g * g) + (2 * g * DoubleRows.Dot(w, mp)) + (g * g * DoubleRows.Dot(w, mw));
            // rounding must not take the last curvature away
            bend = Math.Max(bend, 2.2e-16 * hessian.Theta * square);
            AddScaled(g, w, p);
        }

        double last = at < order.Length && slope < 0 ? -slope / bend : 0;
        past += last;
        AddScaled(last, p, c);
        for (; at < order.Length; at++)
        {
            int j = order[at];
            cauchy[j] = Math.Clamp(point[j] - (past * gradient[j]), 0, 1);
        }

        return c;
    }

    private static void AddScaled(double factor, ReadOnlySpan<double> x, Span<double> into) =>
        DoubleRows.AddScaled(factor, x, into);
}

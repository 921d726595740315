namespace RuleCompiler;

/// <summary>
/// The model's minimum over the components that the Cauchy point leaves between their walls (byrd1995limited, section 5.1,
/// the direct primal method; morales2011remark for what is done at the walls).
/// </summary>
internal static class SubspaceMinimum
{
    /// <summary>Finds it, within the box.</summary>
    /// <param name="hessian">The model's curvature.</param>
    /// <param name="point">x, [d].</param>
    /// <param name="gradient">g, [d].</param>
    /// <param name="cauchy">The Cauchy point, [d].</param>
    /// <param name="c">Wᵀ(cauchy − x).</param>
    /// <param name="minimum">Receives the point, [d].</param>
    public static void Find(
        CompactHessian hessian,
        double[] point,
        double[] gradient,
        double[] cauchy,
        double[] c,
        double[] minimum
    )
    {
        int width = hessian.Width;
        cauchy.CopyTo(minimum, 0);
        if (width == 0)
            return; // B = θI: the Cauchy point is the minimum
        int[] free = [.. Enumerable.Range(0, point.Length).Where(j => cauchy[j] is > 0 and < 1)];
        double[] reduced = new double[free.Length],
            products = new double[width * width],
            v = new double[width];
        Span<double> w = new double[width],
            mc = new double[width],
            mv = new double[width];
        hessian.TimesMiddle(c, mc);
        for (int i = 0; i < free.Length; i++)
        {
            int j = free[i];
            hessian.Row(j, w);
            reduced[i] = gradient[j] + (hessian.Theta * (cauchy[j] - point[j])) - DoubleRows.Dot(w, mc);
            DoubleRows.AddScaled(reduced[i], w, v);
            for (int k = 0; k < width; k++)
                DoubleRows.AddScaled(w[k] / hessian.Theta, w, products.AsSpan(k * width, width));
        }

        hessian.TimesMiddle(v, mv);
        double[]? inverse = SmallSystem.Inverse(IdentityMinus(hessian.Middle, products, width), width);
        if (inverse is null)
            return;
        for (int i = 0; i < width; i++)
            v[i] = DoubleRows.Dot(inverse.AsSpan(i * width, width), mv);
        double[] step = new double[free.Length];
        for (int i = 0; i < free.Length; i++)
        {
            hessian.Row(free[i], w);
            step[i] = (-reduced[i] / hessian.Theta) - (DoubleRows.Dot(w, v) / (hessian.Theta * hessian.Theta));
        }

        Place(point, gradient, cauchy, free, step, minimum);
    }

    /// <summary>Projects the step into the box; cuts it short where the projection would not descend.</summary>
    private static void Place(
        double[] point,
        double[] gradient,
        double[] cauchy,
        int[] free,
        double[] step,
        double[] minimum
    )
    {
        double longest = 1;
        for (int i = 0; i < free.Length; i++)
        {
            int j = free[i];
            minimum[j] = Math.Clamp(cauchy[j] + step[i], 0, 1);
            if (step[i] != 0)
                longest = Math.Min(longest, ((step[i] > 0 ? 1 : 0) - cauchy[j]) / step[i]);
        }

        double slope = 0;
        for (int j = 0; j < point.Length; j++)
            slope += gradient[j] * (minimum[j] - point[j]);
        for (int i = 0; slope >= 0 && i < free.Length; i++)
            minimum[free[i]] = cauchy[free[i]] + (longest * step[i]);
    }

    private static double[] IdentityMinus(double[] middle, double[] products, int n)
    {
        double[] result = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            result[(i * n) + i] = 1;
            for (int k = 0; k < n; k++)
                DoubleRows.AddScaled(-middle[(i * n) + k], products.AsSpan(k * n, n), result.AsSpan(i * n, n));
        }

        return result;
    }
}

namespace RuleCompiler;

/// <summary>The error function and the normal distribution, without cancellation in the tails.</summary>
internal static class NormalDistribution
{
    private const double TwoOverSqrtPi = 1.1283791670955126;
    private const double SqrtHalf = 0.70710678118654752;
    private const double SqrtTwoPi = 2.5066282746310005;

    /// <summary>From here on the continued fraction converges, below it nothing cancels by much.</summary>
    private const double TailStart = 2;

    /// <summary>Beyond this many deviations every density is zero in double precision, its root too.</summary>
    private const double Furthest = 64;

    public static double Erf(double x) => Math.Abs(x) < 2 ? Series(x) : Math.Sign(x) * (1 - Tail(Math.Abs(x)));

    public static double Erfc(double x) => x < 2 ? 1 - Erf(x) : Tail(x);

    public static double Phi(double x)
    {
        if (!(Math.Abs(x) >= TailStart))
            return 0.5 * Erfc(-x * SqrtHalf);
        double t = Math.Abs(x);
        double root = RootOfExponential(t);
        double below = root * (root * Moments(t).Zeroth / SqrtTwoPi);
        return x < 0 ? below : 1 - below;
    }

    /// <summary>e^(−x²/2)/√(2π).</summary>
    public static double Density(double x)
    {
        double root = RootOfExponential(Math.Abs(x));
        return root * (root / SqrtTwoPi);
    }

    /// <summary>E[max(0, X)] for X ~ N(mean, deviation²); a deviation below 0 counts as 0.</summary>
    public static double RectifiedMean(double mean, double deviation)
    {
        if (deviation <= 0)
            return Math.Max(mean, 0);
        double t = Math.Abs(mean) / deviation;
        double root = RootOfExponential(t);
        // E[max(0, X)] − E[max(0, −X)] = mean: what is left beside the greater part is the lesser tail
        return Math.Max(mean, 0) + (deviation * root * (root * Moments(t).First / SqrtTwoPi));
    }

    /// <summary>V[max(0, X)] for X ~ N(mean, deviation²); a deviation below 0 counts as 0.</summary>
    public static double RectifiedVariance(double mean, double deviation)
    {
        if (deviation <= 0)
            return double.IsNaN(mean) ? mean : 0;
        double t = Math.Abs(mean) / deviation;
        double root = RootOfExponential(t);
        (_, double first, double second) = Moments(t);
        if (mean < 0)
        {
            double scaled = deviation * root;
            double tail = scaled * (root * first / SqrtTwoPi);
            return (scaled * scaled * (second / SqrtTwoPi)) - (tail * tail);
        }

        double density = root * (root / SqrtTwoPi);
        double below = density * first;
        return deviation * (deviation * (1 - (density * second) - (below * ((2 * Math.Min(t, Furthest)) + below))));
    }

    /// <summary>
    /// e^(−t²/4), in two steps because t² itself rounds too coarsely. Its square is not taken before it is multiplied
    /// by the deviation, so that neither underflows where the result does not.
    /// </summary>
    private static double RootOfExponential(double t)
    {
        t = Math.Min(t, Furthest);
        double coarse = Math.Floor(t * 16) / 16;
        return Math.Exp(-0.25 * coarse * coarse) * Math.Exp(-0.25 * (t - coarse) * (t + coarse));
    }

    /// <summary>
    /// ∫ₜ^∞ (x − t)ᵏ·e^((t² − x²)/2) dx for k = 0 (Mills' ratio), 1 and 2. With Laplace's continued fraction
    /// M = 1/(t + K), K = 1/(t + L), L = 2/(t + 3/(t + …)) they are M, K·M and L·K·M: no difference is taken.
    /// </summary>
    private static (double Zeroth, double First, double Second) Moments(double t)
    {
        t = Math.Min(t, Furthest);
        if (t < TailStart)
        {
            double ratio = 0.5 * Erfc(t * SqrtHalf) * SqrtTwoPi * Math.Exp(0.5 * t * t);
            return (ratio, 1 - (t * ratio), ((1 + (t * t)) * ratio) - t);
        }

        double f = t;
        for (int n = 120; n > 2; n--)
            f = t + (n / f);
        double l = 2 / f;
        double k = 1 / (t + l);
        double m = 1 / (t + k);
        return (m, k * m, l * k * m);
    }

    /// <summary>erf by its all-positive series 2/√π·e^(−x²)·Σ 2ⁿx^(2n+1)/(2n+1)!!, without cancellation.</summary>
    private static double Series(double x)
    {
        double term = x;
        double sum = x;
        for (int n = 1; Math.Abs(term) > Math.Abs(sum) * 1e-17 && n < 200; n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return TwoOverSqrtPi * Math.Exp(-x * x) * sum;
    }

    /// <summary>
    /// erfc for x ≥ 2 by Laplace's continued fraction e^(−x²)/√π / (x + ½/(x + 1/(x + 3⁄2/(x + …)))), from its end.
    /// </summary>
    private static double Tail(double x)
    {
        double f = x;
        for (int n = 120; n > 0; n--)
            f = x + (0.5 * n / f);
        return Math.Exp(-x * x) * 0.5 * TwoOverSqrtPi / f;
    }
}

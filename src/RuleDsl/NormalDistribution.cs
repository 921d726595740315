namespace RuleCompiler;

/// <summary>The error function and the normal distribution, without cancellation in the tails.</summary>
internal static class NormalDistribution
{
    private const double TwoOverSqrtPi = 1.1283791670955126;
    private const double SqrtHalf = 0.70710678118654752;

    public static double Erf(double x) => Math.Abs(x) < 2 ? Series(x) : Math.Sign(x) * (1 - Tail(Math.Abs(x)));

    public static double Erfc(double x) => x < 2 ? 1 - Erf(x) : Tail(x);

    public static double Phi(double x) => 0.5 * Erfc(-x * SqrtHalf);

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

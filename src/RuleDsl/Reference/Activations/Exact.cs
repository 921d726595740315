namespace RuleCompiler.Reference;

/// <summary>Functions in double precision without cancellation or overflow.</summary>
internal static class Exact
{
    /// <summary>ln(1 + x) for x ≥ 0, also where 1 + x rounds: the rounded sum's logarithm times x over its excess.</summary>
    public static double Log1p(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * (x / (sum - 1));
    }

    /// <summary>e^x − 1, also near 0: as above, with the logarithm of the rounded power.</summary>
    public static double Expm1(double x)
    {
        double power = Math.Exp(x);
        return power == 1 ? x
            : power - 1 == -1 || double.IsInfinity(power) ? power - 1
            : (power - 1) * (x / Math.Log(power));
    }

    /// <summary>1/(1 + e^(−x)).</summary>
    public static double Sigmoid(double x)
    {
        double small = Math.Exp(-Math.Abs(x));
        return (x >= 0 ? 1 : small) / (1 + small);
    }

    /// <summary>sigmoid(x)·sigmoid(−x), the sigmoid's derivative.</summary>
    public static double SigmoidSlope(double x) => Sigmoid(x) * Sigmoid(-x);

    /// <summary>ln(1 + e^x).</summary>
    public static double Softplus(double x) => Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x)));

    /// <summary>The density of the standard normal distribution.</summary>
    public static double NormalDensity(double x) => Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI);
}

namespace RuleCompiler.Bench.Growth;

/// <summary>y = factor · x^exponent, by least squares of the logarithms.</summary>
internal readonly record struct PowerFit(double Exponent, double Factor)
{
    /// <exception cref="ArgumentException">There are fewer than two different x.</exception>
    public static PowerFit Of(IReadOnlyList<(double X, double Y)> points)
    {
        double x = points.Average(p => Math.Log(p.X)),
            y = points.Average(p => Math.Log(p.Y));
        double square = points.Sum(p => Math.Pow(Math.Log(p.X) - x, 2));
        if (square == 0)
            throw new ArgumentException("A power needs two different x.", nameof(points));
        double exponent = points.Sum(p => (Math.Log(p.X) - x) * (Math.Log(p.Y) - y)) / square;
        return new(exponent, Math.Exp(y - (exponent * x)));
    }

    public double At(double x) => Factor * Math.Pow(x, Exponent);
}

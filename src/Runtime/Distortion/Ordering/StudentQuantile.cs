namespace RuleCompiler;

/// <summary>The interval of a mean of a few values, by Student's distribution.</summary>
/// <remarks>
/// For whole degrees of freedom ν the probability within ±t is a finite sum in θ = atan(t/√ν): with c = cos θ,
/// (2/π)(θ + sin θ·(c + (2/3)c³ + …)) for odd ν, sin θ·(1 + c²/2 + (1·3)/(2·4)·c⁴ + …) for even ν
/// (abramowitz1964handbook, 26.7.3 and 26.7.4). It grows with θ, so bisection finds the quantile to full precision.
/// </remarks>
internal sealed class StudentQuantile
{
    private const int Bisections = 60;
    private readonly double _t;
    private readonly int _values;

    /// <param name="confidence">The probability within the interval.</param>
    /// <param name="values">How many values the mean is of.</param>
    public StudentQuantile(double confidence, int values)
    {
        _values = values;
        if (values < 2)
        {
            _t = double.NaN;
            return;
        }

        double low = 0,
            high = Math.PI / 2;
        for (int i = 0; i < Bisections; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = Within(middle, values - 1) < confidence ? (middle, high) : (low, middle);
        }

        _t = Math.Sqrt(values - 1) * Math.Tan(low);
    }

    /// <summary>t so that the mean lies within ±t standard errors; NaN for fewer than two values.</summary>
    public double T => _t;

    /// <summary>The mean and its interval, cut at 0: the values are squares.</summary>
    public ConfidenceInterval Interval(ReadOnlySpan<double> values)
    {
        double mean = 0,
            squares = 0;
        foreach (double value in values)
            mean += value;
        mean /= _values;
        foreach (double value in values)
            squares += (value - mean) * (value - mean);
        double reach = _t * Math.Sqrt(squares / (_values - 1) / _values);
        return new(mean, Math.Max(0, mean - reach), mean + reach);
    }

    private static double Within(double theta, int degrees)
    {
        (double sin, double cos) = Math.SinCos(theta);
        bool odd = degrees % 2 == 1;
        double term = odd ? cos : 1,
            sum = degrees > 1 ? term : 0;
        for (int k = odd ? 3 : 2; k <= degrees - 2; k += 2)
        {
            term *= cos * cos * (k - 1) / k;
            sum += term;
        }

        return odd ? 2 / Math.PI * (theta + (sin * sum)) : sin * sum;
    }
}

namespace RuleCompiler;

/// <summary>
/// A linear model with intercept fitted to weighted samples: least squares, or ridge, which shrinks all coefficients
/// but the intercept.
/// </summary>
internal sealed class LinearSurrogate(int features)
{
    private readonly List<(double[] Row, double Value, double Weight)> _samples = [];

    public void Add(double[] row, double value, double weight) => _samples.Add((row, value, weight));

    /// <summary>The coefficients, [features].</summary>
    /// <exception cref="InvalidOperationException">The samples do not determine them.</exception>
    public double[] Coefficients(double ridge, CancellationToken token)
    {
        double total = _samples.Sum(s => s.Weight);
        double[] mean = new double[features];
        double meanValue = 0;
        foreach ((double[] row, double value, double weight) in _samples)
        {
            meanValue += weight / total * value;
            for (int j = 0; j < features; j++)
                mean[j] += weight / total * row[j];
        }

        // what is left after the weighted means are taken away has no intercept
        LeastSquares system = new(features);
        double[] centred = new double[features];
        foreach ((double[] row, double value, double weight) in _samples)
        {
            for (int j = 0; j < features; j++)
                centred[j] = row[j] - mean[j];
            system.Add(centred, value - meanValue, weight);
        }

        for (int j = 0; ridge > 0 && j < features; j++)
        {
            Array.Clear(centred);
            centred[j] = 1;
            system.Add(centred, 0, ridge);
        }

        return system.Solve(token)
            ?? throw new InvalidOperationException(
                $"{_samples.Count} samples do not determine the coefficients of {features} features (too few, too far away "
                    + "for the kernel's width, or a feature that never varies); raise Samples or KernelWidth, put numbers "
                    + "together by groups, or set Ridge."
            );
    }
}

namespace RuleCompiler;

/// <summary>
/// LIME for tables with continuous columns: normal samples with the training data's means and deviations
/// (<see cref="AttributionOptions.Means"/>, <see cref="AttributionOptions.Deviations"/>; 0 and 1 where none are given),
/// and a ridge regression over columns measured in deviations from their means. A column's value is its coefficient:
/// what one deviation more adds to the output. The lime package's procedure with
/// <c>discretize_continuous=False</c>; it has no binning into quartiles.
/// </summary>
/// <param name="Samples">Samples; the first is the input itself.</param>
/// <param name="KernelWidth">The kernel's width w in exp(−d²/2w²), d in deviations; 0 for 0.75·√columns.</param>
/// <param name="Ridge">What squares of coefficients cost.</param>
/// <param name="AroundInput">Whether samples lie around the input rather than around the means.</param>
[Source("ribeiro2016should", Eq = "2")]
public sealed record TabularLime(int Samples = 5000, double KernelWidth = 0, double Ridge = 1, bool AroundInput = false)
    : AttributionMethod
{
    /// <inheritdoc/>
    public override string Name => "tabular-lime";

    /// <inheritdoc/>
    public override bool IsStochastic => true;

    /// <inheritdoc/>
    protected override Attribution Run(Query query)
    {
        int columns = query.Input.Length;
        double width = KernelWidth == 0 ? 0.75 * Math.Sqrt(columns) : KernelWidth;
        SurrogateCheck.Parameters(Samples, width, Ridge);
        double[] means = query.Options.Means ?? new double[columns];
        // a column that never varied is measured in its own units
        double[] deviations = [.. (query.Options.Deviations ?? new double[columns]).Select(d => d == 0 ? 1 : d)];
        double[] centre = AroundInput ? query.Input : means;
        double[] origin = Measured(query.Input);
        NoiseSource noise = query.Options.Noise ?? NoisyGradients.Normal(query.Options.Seed);
        LinearSurrogate surrogate = new(columns);
        Queue<double[]> asked = [];
        double output = 0;
        query.Expect(Samples);
        query.Outputs(
            Samples,
            (n, x) =>
            {
                if (n == 0)
                {
                    query.Input.CopyTo(x);
                }
                else
                {
                    noise(n, x);
                    for (int j = 0; j < columns; j++)
                        x[j] = centre[j] + (deviations[j] * x[j]);
                }

                asked.Enqueue(Measured(x));
            },
            (n, value) =>
            {
                double[] row = asked.Dequeue();
                output = n == 0 ? value : output;
                double distance = Distances.Euclidean(origin, row);
                surrogate.Add(row, value, Math.Exp(-distance * distance / (2 * width * width)));
            }
        );
        double[] coefficients = surrogate.Coefficients(Ridge, query.Options.CancellationToken);
        return new(this, coefficients, query.Shape, query.Target) { Output = output };

        double[] Measured(ReadOnlySpan<double> x)
        {
            double[] measured = new double[columns];
            for (int j = 0; j < columns; j++)
                measured[j] = (x[j] - means[j]) / deviations[j];
            return measured;
        }
    }
}

namespace RuleCompiler;

/// <summary>
/// The variance of gradients at the input with normal noise, divided by the number of samples (as Captum does), in
/// one pass by Welford's updates, which do not cancel.
/// </summary>
/// <param name="Samples">Gradients.</param>
/// <param name="NoiseLevel">The noise's standard deviation, measured as <paramref name="Scale"/> says.</param>
/// <param name="Scale">What the level is measured in.</param>
[Source("adebayo2018local")]
[Source("hooker2019benchmark")]
public sealed record VarGrad(int Samples = 20, double NoiseLevel = 0.1, NoiseScale Scale = NoiseScale.OfRange)
    : AttributionMethod
{
    /// <inheritdoc/>
    public override string Name => "var-grad";

    /// <inheritdoc/>
    public override bool IsStochastic => true;

    /// <inheritdoc/>
    protected override Attribution Run(Query query)
    {
        double[] mean = new double[query.Input.Length],
            squares = new double[query.Input.Length];
        NoisyGradients.Run(
            query,
            Samples,
            NoiseLevel,
            Scale,
            lastIsInput: false,
            (n, gradient) =>
            {
                for (int j = 0; j < mean.Length; j++)
                {
                    double before = gradient[j] - mean[j];
                    mean[j] += before / (n + 1);
                    squares[j] += before * (gradient[j] - mean[j]);
                }
            }
        );
        return new(this, Array.ConvertAll(squares, s => s / Samples), query.Shape, query.Target);
    }
}

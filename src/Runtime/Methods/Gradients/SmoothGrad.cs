namespace RuleCompiler;

/// <summary>
/// The mean of gradients at the input with normal noise. The defaults are zennit's, whose last sample is the input
/// itself; iNNvestigate's are <c>Samples: 64, Scale: Absolute, LastIsInput: false</c>.
/// </summary>
/// <param name="Samples">Gradients.</param>
/// <param name="NoiseLevel">The noise's standard deviation, measured as <paramref name="Scale"/> says.</param>
/// <param name="Scale">What the level is measured in.</param>
/// <param name="LastIsInput">Whether the last sample has no noise.</param>
/// <param name="Squared">Whether squares of the gradients are averaged: SmoothGrad² (Hooker et al. 2019).</param>
[Source("smilkov2017smoothgrad")]
[Source("hooker2019benchmark")]
public sealed record SmoothGrad(
    int Samples = 20,
    double NoiseLevel = 0.1,
    NoiseScale Scale = NoiseScale.OfRange,
    bool LastIsInput = true,
    bool Squared = false
) : AttributionMethod
{
    /// <inheritdoc/>
    public override string Name => "smooth-grad";

    /// <inheritdoc/>
    public override bool IsStochastic => true;

    /// <inheritdoc/>
    protected override Attribution Run(Query query)
    {
        double[] mean = new double[query.Input.Length];
        NoisyGradients.Run(
            query,
            Samples,
            NoiseLevel,
            Scale,
            LastIsInput,
            (_, gradient) =>
            {
                for (int j = 0; j < mean.Length; j++)
                    mean[j] += (Squared ? gradient[j] * gradient[j] : gradient[j]) / Samples;
            }
        );
        return new(this, mean, query.Shape, query.Target);
    }
}

namespace RuleCompiler;

/// <summary>
/// Expected gradients: (x − x0)·∇f(x0 + α(x − x0)), the mean over references and places α on the way, both drawn
/// even. Sums to f(x) − f(x0) in expectation; the error falls as 1/√samples. Captum's GradientShap with
/// <paramref name="NoiseDeviation"/> its <c>stdevs</c>.
/// </summary>
/// <param name="Samples">Gradients.</param>
/// <param name="NoiseDeviation">The deviation of normal noise on the input, in its units; 0 for none.</param>
[Source("erion2021improving")]
[Source("lundberg2017unified")]
public sealed record GradientShap(int Samples = 50, double NoiseDeviation = 0) : AttributionMethod
{
    /// <inheritdoc/>
    public override string Name => "gradient-shap";

    /// <inheritdoc/>
    public override bool UsesReferences => true;

    /// <inheritdoc/>
    public override bool IsStochastic => true;

    /// <inheritdoc/>
    protected override Attribution Run(Query query)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Samples, 1, nameof(Samples));
        if (!(NoiseDeviation >= 0) || !double.IsFinite(NoiseDeviation))
            throw new ArgumentOutOfRangeException(
                nameof(NoiseDeviation),
                NoiseDeviation,
                "A deviation is finite and not negative."
            );
        (double output, double[] ends) = query.Ends();
        NoiseSource noise = query.Options.Noise ?? NoisyGradients.Normal(query.Options.Seed);
        double[] relevance = new double[query.Input.Length];
        double[] difference = new double[relevance.Length];
        query.Expect(Samples);
        query.Relevances(
            Samples,
            (n, point) =>
            {
                (double[] x0, double alpha) = Draw(query, n);
                Difference(query, noise, n, x0, difference);
                for (int j = 0; j < point.Length; j++)
                    point[j] = x0[j] + (alpha * difference[j]);
            },
            (n, gradient) =>
            {
                Difference(query, noise, n, Draw(query, n).Reference, difference);
                for (int j = 0; j < relevance.Length; j++)
                    relevance[j] += gradient[j] * difference[j] / Samples;
            }
        );
        double reference = ends.Average();
        return new(this, relevance, query.Shape, query.Target)
        {
            Output = output,
            ReferenceOutput = reference,
            CompletenessError = Completeness.Error(relevance, output, reference),
        };
    }

    /// <summary>Of numbers other than the noise's: the sample counts from the far end.</summary>
    private static (double[] Reference, double Alpha) Draw(Query query, int sample)
    {
        SampleRandom random = new(query.Options.Seed, long.MaxValue - sample);
        return (query.References[random.Below(query.References.Count)], random.Uniform());
    }

    private void Difference(Query query, NoiseSource noise, int sample, double[] x0, double[] difference)
    {
        if (NoiseDeviation > 0)
            noise(sample, difference);
        for (int j = 0; j < difference.Length; j++)
            difference[j] = query.Input[j] - x0[j] + (NoiseDeviation > 0 ? NoiseDeviation * difference[j] : 0);
    }
}

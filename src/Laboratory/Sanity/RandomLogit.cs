namespace RuleCompiler.Laboratory.Sanity;

/// <summary>
/// The random-logit test: maps of the true class beside maps of another one, drawn at random (sixt2020when, Fig. 4a).
/// Where they are the same, the explanation does not depend on the class.
/// </summary>
/// <param name="Ssim">The mean similarity of the two maps of a sample, with its interval.</param>
/// <param name="Scores">The similarity of each sample; NaN where a map is not finite, which the mean leaves out.</param>
/// <param name="Others">The output that was drawn for each sample.</param>
/// <param name="Originals">The first samples' maps of the true class.</param>
/// <param name="Maps">The first samples' maps of the drawn class.</param>
public sealed record RandomLogit(
    Interval Ssim,
    IReadOnlyList<double> Scores,
    IReadOnlyList<int> Others,
    IReadOnlyList<SaliencyMap> Originals,
    IReadOnlyList<SaliencyMap> Maps
)
{
    /// <summary>Runs the test.</summary>
    /// <param name="explainer">The explainer.</param>
    /// <param name="inputs">[N, input]; pictures.</param>
    /// <param name="truths">[N], the true classes.</param>
    /// <param name="options">How maps are compared.</param>
    /// <exception cref="ArgumentException">The inputs or classes do not fit, or are no pictures, or there is one output only.</exception>
    /// <exception cref="OperationCanceledException">The options' token ended the run.</exception>
    public static RandomLogit Of(
        Explainer explainer,
        ReadOnlySpan<float> inputs,
        ReadOnlySpan<int> truths,
        SanityOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(explainer);
        options ??= new();
        int outputs = explainer.Layout.OutputSize;
        if (outputs < 2)
            throw new ArgumentException(
                $"The network '{explainer.Layout.Network}' has one output; there is no other to draw.",
                nameof(explainer)
            );
        SaliencyMap[] originals = Sanity.Maps.Of(explainer, inputs, truths, options.CancellationToken);
        options.Progress?.Report(0.5);
        int[] others = new int[truths.Length];
        for (int n = 0; n < others.Length; n++)
        {
            SampleRandom random = new(options.Seed, n);
            others[n] = (truths[n] + 1 + random.Below(outputs - 1)) % outputs; // any but the true one
        }

        SaliencyMap[] maps = Sanity.Maps.Of(explainer, inputs, others, options.CancellationToken);
        double[] scores = Sanity.Maps.Compare(originals, maps, options);
        options.Progress?.Report(1);
        return new(
            Sanity.Maps.Mean(scores, options),
            scores,
            others,
            [.. originals.Take(options.Maps)],
            [.. maps.Take(options.Maps)]
        );
    }
}

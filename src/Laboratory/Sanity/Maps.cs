namespace RuleCompiler.Laboratory.Sanity;

/// <summary>The maps of a data set.</summary>
internal static class Maps
{
    private const int AtOnce = 32;

    /// <summary>One map for each input, explained batch by batch.</summary>
    /// <exception cref="ArgumentException">The inputs or targets do not fit, or are no pictures.</exception>
    public static SaliencyMap[] Of(
        Explainer explainer,
        ReadOnlySpan<float> inputs,
        ReadOnlySpan<int> targets,
        CancellationToken cancellation
    )
    {
        int size = explainer.Layout.InputSize,
            channels = explainer.Layout.Results.Length;
        int samples = InputCheck.Count(explainer.Layout, inputs, nameof(inputs));
        if (targets.Length != samples)
            throw new ArgumentException(
                $"There are {targets.Length} targets for {samples} inputs; give one for each.",
                nameof(targets)
            );
        SaliencyMap[] maps = new SaliencyMap[samples];
        float[] one = new float[channels * size];
        for (int first = 0, count; first < samples; first += count)
        {
            cancellation.ThrowIfCancellationRequested();
            count = Math.Min(AtOnce, samples - first);
            float[] relevance = new float[channels * count * size];
            explainer.Explain(inputs.Slice(first * size, count * size), targets.Slice(first, count), relevance);
            for (int n = 0; n < count; n++)
            {
                for (int channel = 0; channel < channels; channel++)
                    relevance.AsSpan(((channel * count) + n) * size, size).CopyTo(one.AsSpan(channel * size));
                maps[first + n] = SaliencyMap.Of(one, explainer.InputShape);
            }
        }

        return maps;
    }

    /// <summary>The similarity of each pair of maps; NaN where one is not finite.</summary>
    public static double[] Compare(SaliencyMap[] originals, SaliencyMap[] others, SanityOptions options)
    {
        double[] scores = new double[originals.Length];
        Parallel.For(
            0,
            scores.Length,
            n =>
                scores[n] =
                    originals[n].IsFinite && others[n].IsFinite
                        ? Ssim.OfExplanations(originals[n], others[n], options.Flip, options.Ssim)
                        : double.NaN
        );
        return scores;
    }

    /// <summary>The mean of the scores that are numbers.</summary>
    public static Interval Mean(double[] scores, SanityOptions options) =>
        Bootstrap.Mean([.. scores.Where(double.IsFinite)], options.Level, options.Resamples, options.Seed);
}

namespace RuleCompiler.Laboratory.Sanity;

/// <summary>
/// The cascading parameter randomisation of Adebayo et al. 2018 (adebayo2018sanity): layers become random from the last to
/// the first, and each time the maps are compared with those of the trained network (sixt2020when, Fig. 4b). An
/// explanation that stays the same does not explain what those layers learned.
/// </summary>
/// <param name="Originals">The first samples' maps of the trained network.</param>
/// <param name="Steps">After each further random layer, the last layer first.</param>
public sealed record ParameterRandomization(
    IReadOnlyList<SaliencyMap> Originals,
    IReadOnlyList<RandomizationStep> Steps
)
{
    /// <summary>Runs the check.</summary>
    /// <param name="weights">The trained network's weights.</param>
    /// <param name="create">Makes an explainer of weights, such as <c>w => new MyExplainer(w)</c>; it is disposed of here.</param>
    /// <param name="inputs">[N, input]; pictures.</param>
    /// <param name="targets">[N], the outputs that are explained throughout.</param>
    /// <param name="options">How parameters are replaced and maps compared.</param>
    /// <remarks>
    /// Rules' tensors that depend on the weights, such as patterns, are the caller's: estimate them anew in
    /// <paramref name="create"/>, or the check asks something else.
    /// </remarks>
    /// <exception cref="ArgumentException">The inputs or targets do not fit, or are no pictures.</exception>
    /// <exception cref="WeightMismatchException">The weights do not fit the network.</exception>
    /// <exception cref="OperationCanceledException">The options' token ended the run.</exception>
    public static ParameterRandomization Of(
        WeightSet weights,
        Func<WeightSet, Explainer> create,
        ReadOnlySpan<float> inputs,
        ReadOnlySpan<int> targets,
        SanityOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(create);
        options ??= new();
        RandomParameters parameters;
        SaliencyMap[] originals;
        using (Explainer trained = create(weights))
        {
            originals = Maps.Of(trained, inputs, targets, options.CancellationToken);
            parameters = new(trained, weights, options);
        }

        IReadOnlyList<string> layers = parameters.FromTheTop;
        List<RandomizationStep> steps = [];
        for (int n = 0; n < layers.Count; n++)
        {
            options.Progress?.Report((n + 1.0) / (layers.Count + 1));
            using Explainer random = create(parameters.Randomized(n + 1));
            SaliencyMap[] maps = Maps.Of(random, inputs, targets, options.CancellationToken);
            double[] scores = Maps.Compare(originals, maps, options);
            steps.Add(new(layers[n], Maps.Mean(scores, options), scores, [.. maps.Take(options.Maps)]));
        }

        options.Progress?.Report(1);
        return new([.. originals.Take(options.Maps)], steps);
    }
}

/// <summary>The maps once a layer and all above it are random.</summary>
/// <param name="Layer">The lowest random layer.</param>
/// <param name="Ssim">The mean similarity to the trained network's maps, with its interval.</param>
/// <param name="Scores">The similarity of each sample; NaN where a map is not finite, which the mean leaves out.</param>
/// <param name="Maps">The first samples' maps.</param>
public sealed record RandomizationStep(
    string Layer,
    Interval Ssim,
    IReadOnlyList<double> Scores,
    IReadOnlyList<SaliencyMap> Maps
);

namespace RuleCompiler;

/// <summary>
/// Rate-distortion explanations: the map s ∈ [0, 1]^d that minimises D(s) + λ‖s‖₁, so that what it keeps determines the
/// score and what it does not keep can be replaced.
/// </summary>
/// <remarks>
/// Source: macdonald2019rate, eq. 4. The problem is NP-hard to approximate; searches end at a stationary point. All images
/// of a batch are searched at once, each with step sizes of its own: their questions go through the network together.
/// Results depend on the options and on the distortion's seed alone, whatever the number of threads; the images beside
/// which an image is searched change rounding, no more.
/// </remarks>
public static class RateDistortion
{
    /// <summary>Explains every image of a distortion's batch.</summary>
    /// <param name="distortion">D, such as <see cref="MonteCarloDistortion"/>.</param>
    /// <param name="options">λ, solver, start and stop.</param>
    /// <returns>An explanation for each image, in order.</returns>
    /// <exception cref="ArgumentException">An option does not fit.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static RateDistortionExplanation[] Explain(IDistortion distortion, RateDistortionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(distortion);
        options ??= new();
        options.Check(distortion.Components);
        BoxRun run = new(distortion, options);
        run.ToEnd();
        return [.. Enumerable.Range(0, distortion.Images).Select(image => Result(run, image, [.. distortion.Shape]))];
    }

    private static RateDistortionExplanation Result(BoxRun run, int image, int[] shape)
    {
        BoxSearch search = run.Searches[image];
        return new(Array.ConvertAll(search.Point, s => (float)s), shape)
        {
            Rate = search.Point.Sum(),
            Distortion = search.History[^1] - run.Penalty(search.Point),
            History = search.History,
            Evaluations = search.Asked,
            Stop = search.Stop,
        };
    }
}

namespace RuleCompiler;

/// <summary>
/// The relevance-ordering test: how fast the expected distortion of a network's score falls when an input's components
/// are fixed in the order of a relevance map and all others are random. The curve approximates the rate-distortion
/// function from above.
/// </summary>
/// <remarks>
/// Source: macdonald2019rate, section 5; both formulations and R_π in macdonald2020explaining, section 3. The same seed
/// draws the same random inputs for the same image, whatever map is tested, so that curves of several methods differ by
/// their orderings alone. The result does not depend on the number of threads.
/// </remarks>
public static class RelevanceOrdering
{
    /// <summary>Tests a relevance map of each image.</summary>
    /// <param name="network">
    /// The network, with any composite: only outputs are asked for. Compiled with <see cref="PlainGradient"/> its forward
    /// pass computes nothing beside them.
    /// </param>
    /// <param name="inputs">[N, d], the images.</param>
    /// <param name="relevances">[N, d], the greatest first; equal ones are ordered at random, by the seed.</param>
    /// <param name="targets">[N], the output of each image, or one for all.</param>
    /// <param name="reference">What stands where an input is not fixed.</param>
    /// <param name="options">Rates, samples, formulation, score, seed; the paper's where null.</param>
    /// <exception cref="ArgumentException">A length does not fit, a value is not finite, or an option does not fit the network.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    /// <exception cref="OperationCanceledException">The options' token ended the run.</exception>
    public static OrderingResult Test(
        IExplainable network,
        ReadOnlySpan<float> inputs,
        ReadOnlySpan<float> relevances,
        ReadOnlySpan<int> targets,
        ReferenceDistribution reference,
        OrderingOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(reference);
        options ??= new();
        int images = OrderingCheck.Images(network, inputs, relevances, targets, reference);
        int size = network.InputSize;
        using OrderingRun run = new(network, reference, options, images);
        OrderingCurve[] curves = new OrderingCurve[images];
        for (int n = 0; n < images; n++)
            curves[n] = run.Curve(
                n,
                inputs.Slice(n * size, size),
                relevances.Slice(n * size, size),
                targets[targets.Length == 1 ? 0 : n]
            );
        return OrderingResult.Of(curves, options.Confidence);
    }
}

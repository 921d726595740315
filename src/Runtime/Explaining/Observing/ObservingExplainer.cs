namespace RuleCompiler;

/// <content>Layers' values and relevances for batches, without keeping them.</content>
public abstract partial class Explainer
{
    /// <summary>The layers that the output depends on, in execution order.</summary>
    public IReadOnlyList<ExplainerLayer> Layers => field ??= ExplainerLayer.Of(Layout);

    /// <summary>
    /// Runs the network and hands each layer's outputs over as they are computed: layer by layer, for one piece of the
    /// batch after another, in the calling thread. Nothing is kept, so a data set of any size can be streamed. On a device
    /// a layer may follow its nonlinearity, where both are computed at once.
    /// </summary>
    /// <param name="inputs">[N, input]</param>
    /// <param name="values">Called for each layer and piece; the layer's outputs are valid until it returns.</param>
    /// <param name="layers">The layers of interest; all where null.</param>
    /// <exception cref="ArgumentException">The inputs have a wrong length, or a value that is not finite or outside of the declared range; or there is no such layer.</exception>
    /// <exception cref="ObjectDisposedException">The explainer has been disposed.</exception>
    public void Observe(
        ReadOnlySpan<float> inputs,
        Action<LayerValues> values,
        IReadOnlyCollection<string>? layers = null
    )
    {
        ArgumentNullException.ThrowIfNull(values);
        int samples = InputCheck.Count(Layout, inputs, nameof(inputs));
        LayerStream stream = new(Layout, values, null, layers);
        Run(inputs, samples, OutputStart.None, default, default, stream, nameof(inputs));
    }

    /// <summary>
    /// Explains a batch and hands over each layer's outputs on the way up, and then the relevances there on the way down:
    /// for one piece of the batch after another, in the calling thread.
    /// </summary>
    /// <param name="inputs">[N, input]</param>
    /// <param name="targets">[N]</param>
    /// <param name="values">Called for each layer and piece with its outputs; null where they are of no interest.</param>
    /// <param name="relevances">Called for each layer, piece and channel with the relevances at its output.</param>
    /// <param name="layers">The layers of interest; all where null.</param>
    /// <param name="start">What relevance starts as at the targets; the composite's own unless given.</param>
    /// <exception cref="ArgumentException">A length does not fit, or a value is not finite or outside of the declared range; or there is no such layer.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    /// <exception cref="ObjectDisposedException">The explainer has been disposed.</exception>
    public void Observe(
        ReadOnlySpan<float> inputs,
        ReadOnlySpan<int> targets,
        Action<LayerValues>? values,
        Action<LayerValues> relevances,
        IReadOnlyCollection<string>? layers = null,
        OutputRelevance? start = null
    )
    {
        ArgumentNullException.ThrowIfNull(relevances);
        int samples = InputCheck.Count(Layout, inputs, nameof(inputs));
        OutputStart begin = OutputStart.At(Layout, targets, samples, start ?? Layout.DefaultStart, nameof(targets));
        LayerStream stream = new(Layout, values, relevances, layers);
        float[] relevance = new float[checked(samples * Layout.InputSize * Layout.Results.Length)];
        Run(inputs, samples, begin, relevance, default, stream, nameof(inputs));
    }
}

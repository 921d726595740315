namespace RuleCompiler;

/// <summary>
/// Guided backpropagation times Grad-CAM at the input's resolution. The network that is asked is compiled with the
/// plain gradient; <see cref="AttributionOptions.Guided"/> is the same network compiled with
/// <see cref="GuidedComposite"/>. Captum's is <c>Upsampling: Nearest</c>.
/// </summary>
/// <param name="Layer">The layer; null for the last one whose output is [C,H,W] with more than one place.</param>
/// <param name="Upsampling">How the layer's map is brought to the input's size.</param>
/// <param name="Relu">Whether negative values of the map become 0.</param>
[Source("selvaraju2017grad", Eq = "section 3.2")]
public sealed record GuidedGradCam(string? Layer = null, Upsampling Upsampling = Upsampling.Bilinear, bool Relu = true)
    : AttributionMethod
{
    /// <inheritdoc/>
    public override string Name => "guided-grad-cam";

    /// <inheritdoc/>
    public override Type? GuidedComposite => typeof(GuidedBackprop);

    /// <inheritdoc/>
    protected override Attribution Run(Query query)
    {
        IExplainable guided = query.Options.Guided!;
        (int height, int width) = ActivationMap.InputSize(query);
        double[] map = ActivationMap.Of(query, Layer, Relu).Resized(height, width, Upsampling);
        double[] relevance = new double[query.Input.Length];
        query.ThrowIfCancelled();
        guided.Explain(query.Input, [query.Target], relevance);
        for (int j = 0; j < relevance.Length; j++)
            relevance[j] *= map[j % map.Length];
        return new(this, relevance, query.Shape, query.Target);
    }
}

namespace RuleCompiler;

/// <summary>
/// Grad-CAM at a layer's own resolution: Σ_c mean(∂y/∂A_c)·A_c over the layer's channels, [1,H,W]. The layer is
/// one whose output is [C,H,W]. Asks for one gradient.
/// </summary>
/// <param name="Layer">The layer; null for the last one whose output is [C,H,W] with more than one place.</param>
/// <param name="Relu">Whether negative values become 0; Captum's default does not.</param>
[Source("selvaraju2017grad", Eq = "1, 2")]
public sealed record LayerGradCam(string? Layer = null, bool Relu = false) : AttributionMethod
{
    /// <inheritdoc/>
    public override string Name => "layer-grad-cam";

    /// <inheritdoc/>
    protected override Attribution Run(Query query)
    {
        ActivationMap map = ActivationMap.Of(query, Layer, Relu);
        return new(this, map.Values, [1, map.Height, map.Width], query.Target);
    }
}

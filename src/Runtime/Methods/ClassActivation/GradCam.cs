namespace RuleCompiler;

/// <summary>Grad-CAM: the map of <see cref="LayerGradCam"/>, its negative values 0, at the input's resolution, [1,H,W].</summary>
/// <param name="Layer">The layer; null for the last one whose output is [C,H,W] with more than one place.</param>
/// <param name="Upsampling">How the layer's map is brought to the input's size.</param>
/// <param name="Relu">Whether negative values become 0.</param>
[Source("selvaraju2017grad", Eq = "1, 2")]
public sealed record GradCam(string? Layer = null, Upsampling Upsampling = Upsampling.Bilinear, bool Relu = true)
    : AttributionMethod
{
    /// <inheritdoc/>
    public override string Name => "grad-cam";

    /// <inheritdoc/>
    protected override Attribution Run(Query query)
    {
        (int height, int width) = ActivationMap.InputSize(query);
        double[] map = ActivationMap.Of(query, Layer, Relu).Resized(height, width, Upsampling);
        return new(this, map, [1, height, width], query.Target);
    }
}

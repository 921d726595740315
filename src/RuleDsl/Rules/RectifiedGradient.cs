namespace RuleCompiler;

/// <summary>
/// RectGrad at a ReLU: relevance passes where activation times relevance is above a percentile q of the layer's,
/// R_j = R_k · 1[y R_k &gt; τ]. Here q = 98, taken for each sample over all units of the layer and interpolated between
/// order statistics.
/// </summary>
[Rule]
[Source("kim2019saliency")]
[Source("sixt2020when", Eq = "section 2.2")]
public sealed partial record RectifiedGradient : Rule
{
    [Percentile(98)]
    private float Threshold(float r, float y) => y * r;

    private float Backward(float r, float y, float threshold) => y * r > threshold ? r : 0;
}

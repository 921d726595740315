namespace RuleCompiler;

/// <summary>
/// Captum's LRP with its γ-rule, γ = 0.25, for dense layers and convolutions, and its ε-rule for the others; batch norms
/// are not folded.
/// </summary>
[Composite(FoldsBatchNorm = false)]
[Source("kokhlikyan2020captum")]
public sealed partial class CaptumLrpGamma
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Dense or Conv2d => new CaptumGamma(0.25f),
            MaxPool or AvgPool or GlobalAvgPool or Add or BatchNorm or Affine => new Epsilon(1e-9f),
            _ => null,
        };
}

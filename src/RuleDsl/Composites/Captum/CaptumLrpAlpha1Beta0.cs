namespace RuleCompiler;

/// <summary>
/// Captum's LRP with its α1β0-rule for dense layers and convolutions, and its ε-rule for the others; batch norms are not
/// folded. <c>Bias = Bias.Ignore</c> of the explainer is its <c>set_bias_to_zero</c>.
/// </summary>
[Composite(FoldsBatchNorm = false)]
[Source("kokhlikyan2020captum")]
public sealed partial class CaptumLrpAlpha1Beta0
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Dense or Conv2d => new CaptumAlpha1Beta0(),
            MaxPool or AvgPool or GlobalAvgPool or Add or BatchNorm or Affine => new Epsilon(1e-9f),
            _ => null,
        };
}

namespace RuleCompiler;

/// <summary>
/// <see cref="CaptumLrpEpsilon"/> with Captum's identity rule for batch norms, which relevance then passes unchanged.
/// </summary>
[Composite(FoldsBatchNorm = false)]
[Source("kokhlikyan2020captum")]
public sealed partial class CaptumLrpEpsilonIdentityNorm
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Dense or Conv2d or MaxPool or AvgPool or GlobalAvgPool or Add => new Epsilon(1e-9f),
            BatchNorm or Affine => new Unchanged(),
            _ => null,
        };
}

namespace RuleCompiler;

/// <summary>
/// iNNvestigate's <c>lrp.alpha_1_beta_0</c>: its αβ-rule for dense layers and convolutions, the z-rule for pools and
/// sums. Batch norms are not folded and share like the ε-rule with 1e-7.
/// </summary>
[Composite(FoldsBatchNorm = false)]
[Source("alber2019innvestigate")]
public sealed partial class InnvestigateLrpAlpha1Beta0
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Dense or Conv2d => new InnvestigateAlphaBeta(1, 0),
            BatchNorm or Affine => new Epsilon(1e-7f),
            AvgPool or GlobalAvgPool or Add => new InnvestigateZ(),
            _ => null,
        };
}

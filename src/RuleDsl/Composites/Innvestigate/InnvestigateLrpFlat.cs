namespace RuleCompiler;

/// <summary>
/// iNNvestigate's <c>lrp.flat</c>: its rule for dense layers and convolutions, the z-rule for pools and sums.
/// Batch norms are not folded and share like the ε-rule with 1e-7.
/// </summary>
[Composite(FoldsBatchNorm = false)]
[Source("alber2019innvestigate")]
public sealed partial class InnvestigateLrpFlat
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Dense or Conv2d => new InnvestigateFlat(),
            BatchNorm or Affine => new Epsilon(1e-7f),
            AvgPool or GlobalAvgPool or Add => new InnvestigateZ(),
            _ => null,
        };
}

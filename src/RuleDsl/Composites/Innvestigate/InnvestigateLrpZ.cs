namespace RuleCompiler;

/// <summary>
/// iNNvestigate's <c>lrp.z</c>: the z-rule for every linear layer. Batch norms are not folded and share like
/// the ε-rule with 1e-7.
/// </summary>
[Composite(FoldsBatchNorm = false)]
[Source("alber2019innvestigate")]
public sealed partial class InnvestigateLrpZ
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Dense or Conv2d => new InnvestigateZ(),
            BatchNorm or Affine => new Epsilon(1e-7f),
            AvgPool or GlobalAvgPool or Add => new InnvestigateZ(),
            _ => null,
        };
}

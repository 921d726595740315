namespace RuleCompiler;

/// <summary>
/// iNNvestigate's <c>deep_taylor</c>: z⁺ without bias for dense layers and convolutions, the gradient for ReLU, pools and
/// sums: a ReLU masks, an average pool shares equally, a sum copies to each branch, so relevance may grow there. A batch
/// norm, not folded, is a layer of the w²-rule. iNNvestigate starts at max(logit, 0): explain outputs above 0.
/// </summary>
[Composite(FoldsBatchNorm = false)]
[Source("alber2019innvestigate")]
[Source("montavon2017explaining")]
public sealed partial class InnvestigateDeepTaylor
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Dense or Conv2d => new InnvestigateZPlus(),
            BatchNorm or Affine => new InnvestigateWSquare(),
            ReLU or AvgPool or GlobalAvgPool or Add => new Gradient(),
            _ => null,
        };
}

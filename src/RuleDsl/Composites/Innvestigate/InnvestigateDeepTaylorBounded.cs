namespace RuleCompiler;

/// <summary>
/// iNNvestigate's <c>deep_taylor.bounded</c>: <see cref="InnvestigateDeepTaylor"/> with z^B for the first layer, whose
/// input's range the network declares.
/// </summary>
[Composite(FoldsBatchNorm = false)]
[Source("alber2019innvestigate")]
[Source("montavon2017explaining")]
public sealed partial class InnvestigateDeepTaylorBounded
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) =>
        layer switch
        {
            { IsFirst: true } => new InnvestigateZBox(),
            Dense or Conv2d => new InnvestigateZPlus(),
            BatchNorm or Affine => new InnvestigateWSquare(),
            ReLU or AvgPool or GlobalAvgPool or Add => new Gradient(),
            _ => null,
        };
}

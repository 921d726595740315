namespace RuleCompiler;

/// <summary>
/// iNNvestigate's <c>lrp.sequential_preset_b_flat</c>: <see cref="InnvestigatePresetB"/> with the flat rule for the first
/// layer.
/// </summary>
[Composite(FoldsBatchNorm = false)]
[Source("alber2019innvestigate")]
[Source("lapuschkin2019unmasking")]
public sealed partial class InnvestigatePresetBFlat
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) =>
        layer switch
        {
            { IsFirst: true } => new InnvestigateFlat(),
            Conv2d => new InnvestigateAlphaBeta(2, 1),
            Dense => new Epsilon(1e-10f),
            BatchNorm or Affine => new Epsilon(1e-7f),
            AvgPool or GlobalAvgPool or Add => new InnvestigateZ(),
            _ => null,
        };
}

namespace RuleCompiler;

/// <summary>
/// iNNvestigate's <c>lrp.sequential_preset_a</c>: its αβ-rule with α = 1, β = 0
/// for convolutions, the ε-rule for dense layers with the 1e-10 of Sixt et al. (the library's default is 0.1), the z-rule
/// for pools and sums. Batch norms are not folded and share like the ε-rule with 1e-7.
/// </summary>
[Composite(FoldsBatchNorm = false)]
[Source("alber2019innvestigate")]
[Source("sixt2020when")]
public sealed partial class InnvestigatePresetA
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Conv2d => new InnvestigateAlphaBeta(1, 0),
            Dense => new Epsilon(1e-10f),
            BatchNorm or Affine => new Epsilon(1e-7f),
            AvgPool or GlobalAvgPool or Add => new InnvestigateZ(),
            _ => null,
        };
}

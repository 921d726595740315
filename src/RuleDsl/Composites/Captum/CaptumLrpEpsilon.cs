namespace RuleCompiler;

/// <summary>
/// Captum's LRP with its default, the ε-rule with 1e-9, for every layer: also for maximum pools, sums and batch norms,
/// which are not folded. Captum refuses nonlinearities other than ReLU and tanh; here relevance passes them.
/// </summary>
[Composite(FoldsBatchNorm = false)]
[Source("kokhlikyan2020captum")]
public sealed partial class CaptumLrpEpsilon
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Dense or Conv2d => new Epsilon(1e-9f),
            MaxPool or AvgPool or GlobalAvgPool or Add or BatchNorm or Affine => new Epsilon(1e-9f),
            _ => null,
        };
}

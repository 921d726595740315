namespace RuleCompiler;

/// <summary>
/// z^B for a first convolution, the generalised γ-rule with γ = 0.25 for the others, ε for dense layers. The
/// network declares its input's range.
/// </summary>
[Composite]
[Source("anders2021software")]
public sealed partial class EpsilonGammaBox
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Conv2d { IsFirst: true } => new ZBox(),
            Conv2d => new GeneralizedGamma(0.25f),
            Dense => new Epsilon(),
            _ => null,
        };
}

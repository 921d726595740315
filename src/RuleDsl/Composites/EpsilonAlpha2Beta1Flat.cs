namespace RuleCompiler;

/// <summary>Flat for the first layer, αβ with α = 2, β = 1 for convolutions, ε for dense layers.</summary>
[Composite]
[Source("lapuschkin2019unmasking")]
public sealed partial class EpsilonAlpha2Beta1Flat
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) =>
        layer switch
        {
            { IsFirst: true } => new Flat(),
            Conv2d => new AlphaBeta(2, 1),
            Dense => new Epsilon(),
            _ => null,
        };
}

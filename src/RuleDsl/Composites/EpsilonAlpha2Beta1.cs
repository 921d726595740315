namespace RuleCompiler;

/// <summary>αβ with α = 2, β = 1 for convolutions, ε for dense layers.</summary>
[Composite]
[Source("kohlbrenner2020towards")]
public sealed partial class EpsilonAlpha2Beta1
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Conv2d => new AlphaBeta(2, 1),
            Dense => new Epsilon(),
            _ => null,
        };
}

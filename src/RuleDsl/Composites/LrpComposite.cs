namespace RuleCompiler;

/// <summary>
/// LRP-Composite, also LRP_CMP: ε for dense layers, αβ with α = 1, β = 0 for convolutions.
/// <see cref="EpsilonAlpha2Beta1"/> is the same with α = 2, β = 1.
/// </summary>
[Composite]
[Source("kohlbrenner2020towards")]
[Source("sixt2020when", Eq = "section 5")]
public sealed partial class LrpComposite
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Conv2d => new AlphaBeta(1, 0),
            Dense => new Epsilon(),
            _ => null,
        };
}

namespace RuleCompiler;

/// <summary>z⁺ for convolutions, ε for dense layers.</summary>
[Composite]
[Source("kohlbrenner2020towards")]
public sealed partial class EpsilonPlus
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Conv2d => new ZPlus(),
            Dense => new Epsilon(),
            _ => null,
        };
}

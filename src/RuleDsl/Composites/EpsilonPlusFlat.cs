namespace RuleCompiler;

/// <summary>Flat for the first layer, z⁺ for convolutions, ε for dense layers.</summary>
[Composite]
[Source("lapuschkin2019unmasking")]
public sealed partial class EpsilonPlusFlat
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) =>
        layer switch
        {
            { IsFirst: true } => new Flat(),
            Conv2d => new ZPlus(),
            Dense => new Epsilon(),
            _ => null,
        };
}

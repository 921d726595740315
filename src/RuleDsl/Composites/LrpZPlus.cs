namespace RuleCompiler;

/// <summary>The z⁺-rule for dense layers and convolutions.</summary>
[Composite]
[Source("montavon2017explaining", Eq = "section 4")]
[Source("sixt2020when", Eq = "5")]
public sealed partial class LrpZPlus
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Conv2d or Dense => new ZPlus(),
            _ => null,
        };
}

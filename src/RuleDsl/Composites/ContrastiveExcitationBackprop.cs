namespace RuleCompiler;

/// <summary>
/// Contrastive Excitation BP: the last layer sends down Z⁺ less Z⁺ of the negated weights, the others as in
/// <see cref="ExcitationBackpropWithoutBias"/>.
/// </summary>
[Composite]
[Source("zhang2018top")]
[Source("sixt2020when", Eq = "16")]
public sealed partial class ContrastiveExcitationBackprop
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) =>
        layer switch
        {
            { IsLast: true } => new ContrastiveExcitation(),
            Dense or Conv2d => new Excitation(),
            Activation => new Gradient(),
            _ => null,
        };
}

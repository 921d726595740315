namespace RuleCompiler;

/// <summary>
/// Excitation BP as zennit has it: <see cref="ExcitationBackprop"/> with the positive part of the bias in the sums, where
/// it keeps its share.
/// </summary>
[Composite]
[Source("zhang2018top")]
[Source("anders2021software")]
public sealed partial class ExcitationBackpropBias
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Dense or Conv2d => new ZPlus(),
            Activation => new Gradient(),
            _ => null,
        };
}

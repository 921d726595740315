namespace RuleCompiler;

/// <summary>
/// Excitation BP as zennit has it: z⁺ for dense layers and convolutions, the gradient at nonlinearities. The positive part
/// of the bias is in the sums and keeps its share; the paper leaves biases out, as
/// <see cref="ExcitationBackpropWithoutBias"/> does.
/// </summary>
[Composite]
[Source("zhang2018top")]
[Source("anders2021software")]
public sealed partial class ExcitationBackprop
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

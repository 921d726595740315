namespace RuleCompiler;

/// <summary>
/// Excitation BP as the paper has it: <see cref="ExcitationBackprop"/> without biases.
/// </summary>
[Composite]
[Source("zhang2018top")]
public sealed partial class ExcitationBackpropWithoutBias
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Dense or Conv2d => new Excitation(),
            Activation => new Gradient(),
            _ => null,
        };
}

namespace RuleCompiler;

/// <summary>
/// Excitation BP: z⁺ without bias for dense layers and convolutions, the gradient at nonlinearities. zennit keeps the
/// positive part of the bias: see <see cref="ExcitationBackpropBias"/>.
/// </summary>
[Composite]
[Source("zhang2018top")]
public sealed partial class ExcitationBackprop
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

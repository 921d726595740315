namespace RuleCompiler;

/// <summary>
/// PatternNet: the signal that the network's layers detect, projected back to the input along their patterns; gradients
/// elsewhere. It starts at the logit and needs <c>ExplainerOptions.Operands["layer.Pattern"]</c> for every Dense and
/// Conv2d (<c>Patterns.Operands</c>).
/// </summary>
[Composite(Defaults = Defaults.Gradient)]
[Source("kindermans2018learning")]
[Source("sixt2020when", Eq = "10")]
public sealed partial class PatternNet
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Conv2d or Dense => new SignalDirection(),
            _ => null,
        };
}

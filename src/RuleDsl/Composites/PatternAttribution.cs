namespace RuleCompiler;

/// <summary>
/// PatternAttribution: what each input's signal contributes, by weights times patterns; gradients elsewhere. It starts
/// at the logit and needs <c>ExplainerOptions.Operands["layer.Pattern"]</c> for every Dense and Conv2d
/// (<c>Patterns.Operands</c>).
/// </summary>
[Composite(Defaults = Defaults.Gradient)]
[Source("kindermans2018learning")]
[Source("sixt2020when", Eq = "11")]
public sealed partial class PatternAttribution
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Conv2d or Dense => new SignalAttribution(),
            _ => null,
        };
}

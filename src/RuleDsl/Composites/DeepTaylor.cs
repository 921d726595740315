namespace RuleCompiler;

/// <summary>
/// Deep Taylor decomposition: z^B for a first layer whose input's range the network declares, w² for one without
/// bounds, z⁺ for all other layers.
/// </summary>
[Composite]
[Source("montavon2017explaining", Eq = "section 5")]
public sealed partial class DeepTaylor
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) =>
        layer switch
        {
            { IsFirst: true, HasBoundedInput: true } => new ZBox(),
            { IsFirst: true } => new WSquare(),
            Conv2d or Dense => new ZPlus(),
            _ => null,
        };
}

namespace RuleCompiler;

/// <summary>
/// Deep Taylor decomposition with the training-free relevance model: as <see cref="DeepTaylor"/>, and pools share in
/// proportion to activations, also maximum pools. Pools need inputs that are never negative.
/// </summary>
[Composite]
[Source("montavon2017explaining")]
public sealed partial class DeepTaylorTrainingFree
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) =>
        layer switch
        {
            { IsFirst: true, HasBoundedInput: true } => new ZBox(),
            { IsFirst: true } => new WSquare(),
            Conv2d or Dense => new ZPlus(),
            MaxPool or AvgPool or GlobalAvgPool => new ProportionalPool(),
            _ => null,
        };
}

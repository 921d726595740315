using RuleCompiler;

namespace Rank1Study;

/// <summary>LRP-z in every layer.</summary>
[Composite]
public sealed partial class LrpZ
{
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Conv2d or Dense => new Lrp0(),
            _ => null,
        };
}

/// <summary>αβ with α = 1, β = 0 in every layer: z⁺.</summary>
[Composite]
public sealed partial class Alpha1Beta0
{
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Conv2d or Dense => new AlphaBeta(1, 0),
            _ => null,
        };
}

/// <summary>αβ with α = 2, β = 1 in every layer.</summary>
[Composite]
public sealed partial class Alpha2Beta1
{
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Conv2d or Dense => new AlphaBeta(2, 1),
            _ => null,
        };
}

/// <summary>αβ with α = 5, β = 4 in every layer: half of what is passed on is negative.</summary>
[Composite]
public sealed partial class Alpha5Beta4
{
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Conv2d or Dense => new AlphaBeta(5, 4),
            _ => null,
        };
}

/// <summary>LRP-z for dense layers, α = 1, β = 0 for convolutions: the paper's LRP_CMP.</summary>
[Composite]
public sealed partial class CompositeAlpha1Beta0
{
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Conv2d => new AlphaBeta(1, 0),
            Dense => new Lrp0(),
            _ => null,
        };
}

/// <summary>LRP-z for dense layers, α = 2, β = 1 for convolutions.</summary>
[Composite]
public sealed partial class CompositeAlpha2Beta1
{
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Conv2d => new AlphaBeta(2, 1),
            Dense => new Lrp0(),
            _ => null,
        };
}

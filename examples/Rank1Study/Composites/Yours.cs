using RuleCompiler;
using static RuleCompiler.Scalars;

namespace Rank1Study;

/// <summary>
/// A rule to change: positive contributions count in full, negative ones by a share. At 0 it is z⁺ and converges;
/// at 1 it is LRP-z and does not. Where between does the class get lost?
/// </summary>
[Rule]
public sealed partial record Softened(float Negative = 0.5f) : Rule
{
    private float Contribution(float a, float w) => Pos(a * w) + Negative * Neg(a * w);

    private float Share(float r, float z) => r / Away(z);
}

/// <summary>Your rule in every layer.</summary>
[Composite]
public sealed partial class Yours
{
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Conv2d or Dense => new Softened(Negative: 0.5f),
            _ => null,
        };
}

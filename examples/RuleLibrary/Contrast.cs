using RuleCompiler;
using static RuleCompiler.Scalars;

namespace RuleLibrary;

/// <summary>
/// A rule that a library brings: contributions of both signs, those against the sum weighed by <paramref name="Against"/>.
/// </summary>
/// <param name="Against">How much what speaks against the sum counts, from 0 (not at all) to 1 (in full, the ε-rule).</param>
[Rule]
public sealed partial record Contrast(float Against = 0.5f) : Rule
{
    private (float, float) Contribution(float a, float w) => (Pos(a * w), Neg(a * w));

    private (float, float) Share(float r, (float, float) z) =>
        (r / Away(z.Item1 + (Against * z.Item2)), Against * r / Away(z.Item1 + (Against * z.Item2)));
}

/// <summary>Where it is used: in convolutions; dense layers get the ε-rule.</summary>
[Composite]
public sealed partial class EpsilonContrast
{
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Conv2d => new Contrast(0.5f),
            Dense => new Epsilon(),
            _ => null,
        };
}

using RuleCompiler;
using static RuleCompiler.Scalars;

namespace QuickStart;

/// <summary>A rule of our own: positive contributions count, those along strong weights count more.</summary>
[Rule]
public sealed partial record StrongWeights : Rule
{
    private float Contribution(float a, float w) => Pos(a * w) * Abs(w);

    private float Share(float r, float z) => r / Away(z);
}

/// <summary>Where it is used: in the convolutions; dense layers get the ε-rule.</summary>
[Composite]
public sealed partial class EpsilonStrong
{
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Conv2d => new StrongWeights(),
            Dense => new Epsilon(),
            _ => null,
        };
}

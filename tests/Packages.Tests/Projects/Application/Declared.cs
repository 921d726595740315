using RuleCompiler;
using static RuleCompiler.Scalars;

[Rule]
public sealed partial record StrongWeights : Rule
{
    float Contribution(float a, float w) => Pos(a * w) * Abs(w);

    float Share(float r, float z) => r / Away(z);
}

[Network(3)]
public sealed partial class Small
{
    public static Layer[] Define() => [new Dense(2), new ReLU(), new Dense(1)];
}

[Composite]
public sealed partial class EpsilonStrong
{
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Dense { IsFirst: true } => new StrongWeights(),
            Dense => new Epsilon(),
            _ => null,
        };
}

[Explainer<Small, EpsilonStrong>]
public sealed partial class SmallExplainer;

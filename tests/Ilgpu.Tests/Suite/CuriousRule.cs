using static RuleCompiler.Scalars;

namespace RuleCompiler.Ilgpu.Tests;

/// <summary>A rule that no paper has: several sums, functions that ILGPU lacks, a choice by the sign of the output.</summary>
[Rule]
public sealed partial record CuriousRule(float G = 0.3f) : Rule
{
    private (float, float) Contribution(float a, float w) => (Tanh(a) * Pos(w), a * (w + G * Neg(w)));

    private (float, float) Share(float r, (float, float) z, float y) =>
        (y > 0.25f ? r / Away(z.Item1 + z.Item2) : r * Exp(-Abs(z.Item1)), r / Away(z.Item1 + z.Item2, 0.5f));
}

/// <summary>A contribution that no product gives.</summary>
[Rule]
public sealed partial record CuriousPairs : Rule
{
    private float Contribution(float a, float w) => a * w / (Abs(a) + Abs(w) + 0.1f);

    private float Share(float r, float z) => r / Away(z, 0.1f);
}

/// <summary>Both.</summary>
[Composite]
public sealed partial class Curious
{
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Conv2d { IsFirst: true } => new CuriousPairs(),
            Conv2d => new CuriousRule(),
            Dense => new CuriousRule(0.7f),
            _ => null,
        };
}

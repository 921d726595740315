using static RuleCompiler.Scalars;

namespace RuleCompiler;

/// <summary>
/// The γ-rule for activations of any sign: contributions that agree in sign with the layer's output y (bias
/// included) are favoured by 1 + γ. Where y = 0 nothing is passed on.
/// </summary>
/// <param name="G">How much agreeing contributions are favoured, γ ≥ 0.</param>
[Rule]
[Source("andeol2023learning")]
public sealed partial record GeneralizedGamma(float G = 0.25f) : Rule
{
    private (float Up, float Down) Contribution(float a, float w) => (a * w + G * Pos(a * w), a * w + G * Neg(a * w));

    private (float Up, float Down) Share(float r, (float Up, float Down) z, float y) =>
        (y > 0 ? r / Away(z.Up) : 0, y < 0 ? r / Away(z.Down) : 0);
}

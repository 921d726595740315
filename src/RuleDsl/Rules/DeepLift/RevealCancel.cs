using static RuleCompiler.Scalars;

namespace RuleCompiler;

/// <summary>
/// DeepLIFT's RevealCancel rule at a nonlinearity f: what the positive part of the difference adds to the output is
/// averaged over adding it before and after the negative one,
/// Δy⁺ = ½(f(x0 + Δ⁺) − f(x0) + f(x) − f(x0 + Δ⁻)), and Δy⁻ likewise; R± = r± · Δy± / Δ±.
/// </summary>
/// <param name="Eps">The least part that is divided by, of parts of magnitude 1; a smaller one gets no relevance.</param>
[Rule]
[Source("shrikumar2017learning", Eq = "section 3.5.3")]
[Source("sixt2020when", Eq = "13")]
public sealed partial record RevealCancel(float Eps = 1e-7f) : Rule
{
    private Magnitude Forward(float x, float x0, [Operand("x")] Magnitude z, Func<float, float> f) =>
        new(f(x0 + Positive(x, x0, z)) - f(x0 + Negative(x, x0, z)));

    private Multipliers Backward(Multipliers r, float x, float x0, [Operand("x")] Magnitude z, Func<float, float> f)
    {
        float pos = Positive(x, x0, z);
        float neg = Negative(x, x0, z);
        float ofPos = 0.5f * (f(x0 + pos) - f(x0) + (f(x) - f(x0 + neg)));
        float ofNeg = 0.5f * (f(x0 + neg) - f(x0) + (f(x) - f(x0 + pos)));
        float least = Eps * Max(1, Abs(z.Total));
        return new(Abs(pos) < least ? 0 : r.Pos * ofPos / pos, Abs(neg) < least ? 0 : r.Neg * ofNeg / neg);
    }

    private static float Positive(float x, float x0, Magnitude z) => 0.5f * (x - x0 + z.Total);

    private static float Negative(float x, float x0, Magnitude z) => 0.5f * (x - x0 - z.Total);
}

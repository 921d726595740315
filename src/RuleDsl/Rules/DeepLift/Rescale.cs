using static RuleCompiler.Scalars;

namespace RuleCompiler;

/// <summary>
/// DeepLIFT's Rescale rule at a nonlinearity: the multiplier is the slope of the chord from the reference to the
/// input, R = r · (y − y0) / (x − x0), and the slope at the input where the two are the same.
/// </summary>
/// <param name="Eps">
/// The least |x − x0| that is divided by. Captum takes 1e-10; the deeplift package 1e-7, with the slope at the reference
/// below it.
/// </param>
[Rule]
[Source("shrikumar2017learning", Eq = "section 3.5.2")]
public sealed partial record Rescale(float Eps = 1e-7f) : Rule
{
    private float Backward(float r, float x, float x0, float y, float y0, float slope) =>
        Abs(x - x0) < Eps ? r * slope : r * (y - y0) / (x - x0);
}

using static RuleCompiler.Scalars;

namespace RuleCompiler;

/// <summary>
/// A maximum pool in DeepLIFT, complete: the difference y − y0 goes to the winner at the input where y ≥ y0, and to the
/// winner at the reference where y &lt; y0: R_j = r · (y − y0) / (a_j − a0_j) there. Captum unpools differences so,
/// except behind a ReLU, where its hooks leave the gradient.
/// </summary>
/// <param name="Eps">The least |a − a0| that is divided by; below it the winner gets nothing.</param>
[Rule]
[Source("shrikumar2017learning", Eq = "section 3.2")]
public sealed partial record DeepLiftMaxPool(float Eps = 1e-7f) : Rule
{
    private (float Input, float Reference) Contribution(float a, float a0, float w, float w0) =>
        (w * Inverse(a - a0), w0 * Inverse(a - a0));

    private (float Input, float Reference) Share(float r, float y, float y0) =>
        (y >= y0 ? r * (y - y0) : 0, y < y0 ? r * (y - y0) : 0);

    private float Inverse(float difference) => Abs(difference) < Eps ? 0 : 1 / difference;
}

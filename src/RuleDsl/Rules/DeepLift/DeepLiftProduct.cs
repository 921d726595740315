namespace RuleCompiler;

/// <summary>
/// A product of branches in DeepLIFT: Δ(uv) = ½(v + v0) Δu + ½(u + u0) Δv. Of more branches the chord is the mean of
/// replacing them by their references in order and in the reverse order.
/// </summary>
[Rule]
[Source("shrikumar2017learning", Eq = "section 3.2")]
public sealed partial record DeepLiftProduct : Rule
{
    private float Contribution(float chord) => chord;

    private float Share(float r) => r;
}

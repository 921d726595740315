using static RuleCompiler.Scalars;

namespace RuleCompiler;

/// <summary>The w²-rule, for inputs without bounds: R_j = Σ_k w²_jk / Σ_j w²_jk · R_k.</summary>
[Rule]
[Source("montavon2017explaining", Eq = "section 4")]
public sealed partial record WSquare : Rule
{
    private float Contribution(float w) => w * w;

    private float Share(float r, float z) => r / Away(z);
}

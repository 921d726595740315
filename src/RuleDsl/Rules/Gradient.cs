namespace RuleCompiler;

/// <summary>The gradient: R_j = Σ_k w_jk R_k, and R·f′(x) at a nonlinearity f.</summary>
[Rule]
[Source("simonyan2014deep", Eq = "section 3")]
public sealed partial record Gradient : Rule
{
    private float Contribution(float w) => w;

    private float Share(float r) => r;

    private float Backward(float r, float slope) => r * slope;
}

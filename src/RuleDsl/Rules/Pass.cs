namespace RuleCompiler;

/// <summary>Relevance passes a nonlinearity unchanged: R_j = R_k.</summary>
[Rule]
[Source("bach2015pixel")]
public sealed partial record Pass : Rule
{
    private float Backward(float r) => r;
}

namespace RuleCompiler;

/// <summary>
/// Gradient × input of one layer: R_j = a_j Σ_k w_jk R_k. As the rule of the first layer above gradients it gives
/// gradient × input of the network; the composite <see cref="InputXGradient"/> does so for any network.
/// </summary>
[Rule]
[Source("shrikumar2016not")]
public sealed partial record GradientTimesInput : Rule
{
    private float Contribution(float a, float w) => a * w;

    private float Share(float r) => r;
}

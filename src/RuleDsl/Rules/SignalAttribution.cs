namespace RuleCompiler;

/// <summary>
/// The rule of PatternAttribution: R_j = Σ_k w_jk a_jk R_k, each weight times the signal's direction. Where w·a = 1 a
/// unit hands down what it has. The bias takes part in nothing; at nonlinearities the family's gradient applies.
/// </summary>
/// <param name="Pattern">
/// The direction a_jk of the signal that a unit detects, [weight]: <c>PatternEstimator</c> estimates it from data. It has
/// no value of its own; an explainer that was given none refuses to load.
/// </param>
[Rule(Bias = Bias.Ignore)]
[Source("kindermans2018learning")]
[Source("sixt2020when", Eq = "11")]
public sealed partial record SignalAttribution([PerWeight] float Pattern = float.NaN) : Rule
{
    private float Contribution(float w) => w * Pattern;

    private float Share(float r) => r;
}

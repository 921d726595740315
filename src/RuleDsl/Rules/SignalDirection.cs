namespace RuleCompiler;

/// <summary>
/// The rule of PatternNet: relevance goes down along the signal's direction instead of the weight, R_j = Σ_k a_jk R_k.
/// The bias takes part in nothing; at nonlinearities the family's gradient applies.
/// </summary>
/// <param name="Pattern">
/// The direction a_jk of the signal that a unit detects, [weight]: <c>PatternEstimator</c> estimates it from data. It has
/// no value of its own; an explainer that was given none refuses to load.
/// </param>
[Rule(Bias = Bias.Ignore)]
[Source("kindermans2018learning")]
[Source("sixt2020when", Eq = "10")]
public sealed partial record SignalDirection([PerWeight] float Pattern = float.NaN) : Rule
{
    private float Contribution() => Pattern;

    private float Share(float r) => r;
}

namespace RuleCompiler;

/// <summary>
/// The winner of a maximum pool takes all; the w of a pool is the weight with which an input enters its window:
/// 1 for the first maximum in scan order and 0 for the others.
/// </summary>
[Rule]
[Source("bach2015pixel")]
public sealed partial record WinnerTakesAll : Rule
{
    private float Contribution(float w) => w;

    private float Share(float r) => r;
}

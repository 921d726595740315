namespace RuleCompiler.Generators.Algebra;

/// <summary>
/// Which names stand on which side of a contribution, and which operand of each side is split by its sign.
/// </summary>
/// <param name="IsWeight">Whether a name belongs to the weight's side; all others are the input's.</param>
/// <param name="InputVariable">The operand split on the input's side, usually <c>a</c>.</param>
/// <param name="InputNonNegative">Whether that operand is never negative.</param>
internal sealed record Sides(Func<string, bool> IsWeight, string InputVariable, bool InputNonNegative)
{
    public const string WeightVariable = "w";

    /// <summary>The signs the input may have: −1, 0, 1.</summary>
    public int[] InputSigns => InputNonNegative ? [0, 1] : [-1, 0, 1];

    public static int[] WeightSigns => [-1, 0, 1];
}

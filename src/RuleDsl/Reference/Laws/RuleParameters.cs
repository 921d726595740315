namespace RuleCompiler.Reference;

/// <summary>A parameter's values where a rule is applied.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Given">The value given to the rule's constructor.</param>
/// <param name="Values">One value per input unit or per weight.</param>
internal sealed record RuleParameter(string Name, double Given, double[] Values);

/// <summary>The per-input and per-weight parameters of a rule at a layer.</summary>
/// <param name="PerInput">One value per input unit each.</param>
/// <param name="PerWeight">One value per weight each.</param>
internal sealed record RuleParameters(RuleParameter[] PerInput, RuleParameter[] PerWeight);

namespace RuleCompiler.Reference;

/// <summary>A rule at the layer that it is assigned to.</summary>
/// <param name="Node">The layer.</param>
/// <param name="RuleName">What messages call the rule.</param>
/// <param name="Body">The rule's formulas.</param>
/// <param name="Parameters">The values of per-input and per-weight parameters.</param>
/// <param name="Nonlinearity">The layer's function, or null on linear layers.</param>
internal sealed record RuleSite(
    LayerNode Node,
    string RuleName,
    RuleBody Body,
    RuleParameters Parameters,
    Nonlinearity? Nonlinearity
)
{
    /// <summary>The layer's name.</summary>
    public string LayerName => Node.Layer.Name;

    /// <summary>Whether the rule knows nothing of what is carried: it has no Forward, and values are not only moved.</summary>
    public bool CarriesNothing => Node.Layer is not (Rearrange or Concat) && Carries is null;

    /// <summary>What carries something up through the layer, or null.</summary>
    public ScalarFunction? Carries =>
        Node.Layer is Activation ? Body.ForwardPointwise
        : CarriesMaximum ? Body.Maximum
        : Body.ForwardLinear;

    /// <summary>Whether the layer is a maximum pool and the rule says what a maximum carries.</summary>
    public bool CarriesMaximum => Node.Layer is MaxPool && Body.Maximum is not null;

    /// <summary>A formula that the layer needs.</summary>
    /// <exception cref="InvalidOperationException">The rule lacks it.</exception>
    public ScalarFunction Need(ScalarFunction? function, string verb) =>
        function
        ?? throw new InvalidOperationException(
            $"The rule '{RuleName}' has no {verb}, which the layer '{LayerName}' ({Node.Layer.GetType().Name}) needs; "
                + $"add {verb} to the rule or give the layer another rule in the composite."
        );

    /// <summary>Refuses operands that have no value where a formula is evaluated.</summary>
    /// <exception cref="InvalidOperationException">The formula reads one.</exception>
    public void Refuse(ScalarFunction function, string verb, params ReadOnlySpan<string> operands)
    {
        foreach (string operand in operands)
        {
            if (function.Reads(operand))
            {
                throw new InvalidOperationException(
                    $"{verb} of the rule '{RuleName}' at layer '{LayerName}' reads the operand '{operand}', which has "
                        + "no value there; let another formula of the rule read it."
                );
            }
        }
    }

    /// <summary>The error of a rule that carries something without saying what.</summary>
    public static InvalidOperationException NoLayout(RuleSite site) =>
        new(
            $"The rule '{site.RuleName}' at layer '{site.LayerName}' has a Forward but no carrier; let Forward return a "
                + "record struct that implements ICarrier."
        );
}

using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Models;

/// <summary>Everything an explainer is made of.</summary>
/// <param name="Type">The explainer.</param>
/// <param name="Network">Its network.</param>
/// <param name="Composite">Its composite.</param>
/// <param name="Rules">Every rule the composite names, and those of the families.</param>
/// <param name="Finish">The explainer's own Finish, which replaces the composite's.</param>
/// <param name="Bias">How all rules treat the bias; null where each rule decides.</param>
internal sealed record ExplainerModel(
    TypeModel Type,
    NetworkModel Network,
    CompositeModel Composite,
    EquatableArray<RuleModel> Rules,
    Expr? Finish,
    BiasUse? Bias = null
)
{
    /// <summary>The rules by name, as this explainer has them treat the bias.</summary>
    public Dictionary<string, RuleModel> RulesByName() =>
        Rules
            .Select(rule => Bias is { } bias ? rule with { Bias = bias } : rule)
            .ToDictionary(rule => rule.Type.FullName);
}

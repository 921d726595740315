using Microsoft.CodeAnalysis;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Parsing;

/// <summary>What a rule's attribute and its primary constructor say.</summary>
internal static class RuleHead
{
    public static BiasUse Bias(INamedTypeSymbol rule) =>
        rule.GetAttributes()
            .Where(a => a.AttributeClass?.Name == "RuleAttribute")
            .SelectMany(a => a.NamedArguments)
            .Where(n => n.Key == "Bias")
            .Select(n => n.Value.Value is int bias ? (BiasUse)bias : BiasUse.Keep)
            .FirstOrDefault();

    public static IEnumerable<ParameterModel> Parameters(INamedTypeSymbol rule) =>
        (RoleShape.PrimaryParameters(rule) ?? []).Select(p => new ParameterModel(
            p.Name,
            Kind(p),
            p.HasExplicitDefaultValue ? Printed.Of(p.ExplicitDefaultValue) : double.NaN
        ));

    private static ParameterKind Kind(IParameterSymbol parameter) =>
        Attributes.Has(parameter, "PerInputAttribute") ? ParameterKind.PerInput
        : Attributes.Has(parameter, "PerWeightAttribute") ? ParameterKind.PerWeight
        : ParameterKind.Scalar;
}

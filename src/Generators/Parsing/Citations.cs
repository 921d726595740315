using Microsoft.CodeAnalysis;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Parsing;

/// <summary>Reads where a formula comes from.</summary>
internal static class Citations
{
    public static EquatableArray<CitationModel> Of(INamedTypeSymbol type) =>
        type.GetAttributes()
            .Where(a => a.AttributeClass?.Name == "SourceAttribute")
            .Select(a => new CitationModel(
                a.ConstructorArguments[0].Value as string ?? "",
                a.NamedArguments.FirstOrDefault(n => n.Key == "Eq").Value.Value as string ?? ""
            ))
            .ToEquatable();
}

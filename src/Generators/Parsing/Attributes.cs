using Microsoft.CodeAnalysis;

namespace RuleCompiler.Generators.Parsing;

internal static class Attributes
{
    public static AttributeData? Find(ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(a => a.AttributeClass is { } type && type.Name == name && IsOurs(type));

    public static bool Has(ISymbol symbol, string name) => Find(symbol, name) is not null;

    private static bool IsOurs(INamedTypeSymbol type) => type.ContainingNamespace.ToDisplayString() == "RuleCompiler";
}

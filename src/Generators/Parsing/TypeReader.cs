using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RuleCompiler.Generators.Diagnostics;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Parsing;

/// <summary>Reads what is said about a declared type as a whole.</summary>
internal static class TypeReader
{
    public static TypeModel Read(INamedTypeSymbol type) =>
        new(Namespace(type), type.MetadataName, type.IsRecord ? "record" : "class");

    /// <summary>The metadata name with namespace, as <c>Compilation.GetTypeByMetadataName</c> takes it.</summary>
    public static string FullName(INamedTypeSymbol type)
    {
        string outer = type.ContainingType is { } container ? FullName(container) + "+" : Prefix(Namespace(type));
        return outer + type.MetadataName;
    }

    /// <summary>Whether the compilation declares the type, so that its bodies can be read.</summary>
    public static bool IsDeclaredIn(INamedTypeSymbol type, Compilation compilation) =>
        SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly)
        && !type.DeclaringSyntaxReferences.IsEmpty;

    /// <summary>Whether a part that the generator writes can complete the type: partial, not nested, not generic.</summary>
    public static bool IsCompletable(INamedTypeSymbol type, CancellationToken cancellation) =>
        type is { ContainingType: null, Arity: 0 } && Declarations(type, cancellation).All(IsPartial);

    /// <summary>Reports a type that cannot be completed, at its name.</summary>
    /// <returns>Whether it can.</returns>
    public static bool CheckCompletable(
        INamedTypeSymbol type,
        string kind,
        List<DiagnosticInfo> diagnostics,
        CancellationToken cancellation
    )
    {
        if (IsCompletable(type, cancellation))
            return true;
        diagnostics.Add(
            DiagnosticInfo.Create(RuleDiagnostics.NotPartial, NameLocation(type, cancellation), type.Name, kind)
        );
        return false;
    }

    /// <summary>Where the type's name stands in its first declaration.</summary>
    public static Location? NameLocation(INamedTypeSymbol type, CancellationToken cancellation) =>
        Declarations(type, cancellation).FirstOrDefault()?.Identifier.GetLocation();

    private static IEnumerable<TypeDeclarationSyntax> Declarations(
        INamedTypeSymbol type,
        CancellationToken cancellation
    ) => type.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancellation)).OfType<TypeDeclarationSyntax>();

    private static bool IsPartial(TypeDeclarationSyntax declaration) =>
        declaration.Modifiers.Any(SyntaxKind.PartialKeyword);

    private static string Namespace(INamedTypeSymbol type) =>
        type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() : "";

    private static string Prefix(string space) => space.Length == 0 ? "" : space + ".";
}

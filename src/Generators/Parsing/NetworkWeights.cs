using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RuleCompiler.Generators.Diagnostics;

namespace RuleCompiler.Generators.Parsing;

/// <summary>Reads the pattern of <c>[Weights("features.{layer}.{parameter}")]</c>.</summary>
internal static class NetworkWeights
{
    private static readonly string[] Holes = ["{layer}", "{parameter}"];

    /// <returns>Whether the pattern can be used; a network without one has the pattern null.</returns>
    public static bool TryRead(
        INamedTypeSymbol network,
        List<DiagnosticInfo> diagnostics,
        CancellationToken cancellation,
        out string? pattern
    )
    {
        pattern = null;
        if (Attributes.Find(network, "WeightsAttribute") is not { } attribute)
        {
            Location? name = TypeReader.NameLocation(network, cancellation);
            diagnostics.Add(DiagnosticInfo.Create(RuleDiagnostics.NoWeightsPattern, name, network.Name));
            return true;
        }

        pattern = attribute.ConstructorArguments.FirstOrDefault().Value as string ?? "";
        string text = pattern;
        string[] missing = Holes.Where(hole => !text.Contains(hole)).ToArray();
        if (missing.Length == 0)
            return true;
        diagnostics.Add(
            DiagnosticInfo.Create(
                RuleDiagnostics.InvalidWeightsPattern,
                ArgumentLocation(attribute, cancellation),
                pattern,
                string.Join(" and ", missing)
            )
        );
        return false;
    }

    private static Location? ArgumentLocation(AttributeData attribute, CancellationToken cancellation)
    {
        SyntaxNode? syntax = attribute.ApplicationSyntaxReference?.GetSyntax(cancellation);
        return ((syntax as AttributeSyntax)?.ArgumentList?.Arguments.FirstOrDefault() ?? syntax)?.GetLocation();
    }
}

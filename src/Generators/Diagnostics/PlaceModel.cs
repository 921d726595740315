using Microsoft.CodeAnalysis;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Diagnostics;

/// <summary>Where an explainer is declared, as data.</summary>
internal sealed record PlaceModel(string Type, DiagnosticInfo Anchor)
{
    public static PlaceModel Of(INamedTypeSymbol type, AttributeData attribute, CancellationToken cancellation) =>
        new(
            type.ToDisplayString(),
            DiagnosticInfo.Create(
                RuleDiagnostics.UnsupportedSyntax,
                attribute.ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation()
            )
        );

    /// <summary>A problem of a pass, at this place.</summary>
    public DiagnosticInfo Put(GraphProblem problem) => Anchor with { Id = problem.Id, Arguments = problem.Arguments };
}

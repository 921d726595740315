using Microsoft.CodeAnalysis;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Parsing;

namespace RuleCompiler.Generators.Diagnostics;

/// <summary>Where a network is declared, as data: its attributes, at which is said what its model has wrong.</summary>
internal sealed record NetworkPlace(string Type, DiagnosticInfo Network, DiagnosticInfo Onnx)
{
    public static NetworkPlace Of(INamedTypeSymbol network, AttributeData attribute, CancellationToken cancellation)
    {
        return new(
            network.ToDisplayString(),
            Anchor(attribute),
            Anchor(Attributes.Find(network, "OnnxAttribute") ?? attribute)
        );

        DiagnosticInfo Anchor(AttributeData at) =>
            DiagnosticInfo.Create(
                RuleDiagnostics.MissingModel,
                at.ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation()
            );
    }

    /// <summary>A problem of a pass, at this place: what is declared of the input is said by [Network].</summary>
    public DiagnosticInfo Put(GraphProblem problem) =>
        (problem.Id == RuleDiagnostics.ShapeMismatch.Id ? Network : Onnx) with
        {
            Id = problem.Id,
            Arguments = problem.Arguments,
        };
}

using Microsoft.CodeAnalysis;
using RuleCompiler.Generators.Diagnostics;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Ir;

/// <summary>
/// A diagnostic that a pass found, without its place: passes know no source. Whoever has locations adds one.
/// </summary>
/// <param name="Definition">The layer in definition order (<see cref="Node.Definition"/>); −1 for the whole network.</param>
/// <param name="Id">The diagnostic's id.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record GraphProblem(int Definition, string Id, EquatableArray<string> Arguments)
{
    public static GraphProblem Of(DiagnosticDescriptor descriptor, int definition, params string[] arguments) =>
        new(definition, descriptor.Id, arguments.ToEquatable());

    public DiagnosticInfo At(Location? location) =>
        DiagnosticInfo.Create(RuleDiagnostics.ById(Id), location, Arguments.ToArray());
}

/// <summary>What a pass made of a graph, and what it found wrong.</summary>
internal sealed record GraphResult(Graph Graph, EquatableArray<GraphProblem> Problems);

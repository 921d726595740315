using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Diagnostics;

/// <summary>A diagnostic as data: it outlives the compilation it was found in.</summary>
internal sealed record DiagnosticInfo(
    string Id,
    string FilePath,
    TextSpan Span,
    LinePositionSpan Lines,
    EquatableArray<string> Arguments
)
{
    public static DiagnosticInfo Create(DiagnosticDescriptor descriptor, Location? location, params string[] arguments)
    {
        FileLinePositionSpan lines = location?.GetLineSpan() ?? default;
        return new(
            descriptor.Id,
            lines.Path ?? "",
            location?.SourceSpan ?? default,
            lines.Span,
            arguments.ToEquatable()
        );
    }

    public bool IsError => RuleDiagnostics.ById(Id).DefaultSeverity == DiagnosticSeverity.Error;

    /// <summary>The same at another place.</summary>
    public DiagnosticInfo At(Location? location) =>
        location is null ? this : Create(RuleDiagnostics.ById(Id), location, Arguments.ToArray());

    /// <summary>
    /// The diagnostic. Where the compilation still has the place, its location lies in the syntax tree, so that
    /// <c>#pragma warning disable</c> reaches it.
    /// </summary>
    public Diagnostic ToDiagnostic(Compilation? compilation = null)
    {
        SyntaxTree? tree = compilation?.SyntaxTrees.FirstOrDefault(t => t.FilePath == FilePath && Span.End <= t.Length);
        Location location =
            tree is not null ? Location.Create(tree, Span)
            : FilePath.Length > 0 ? Location.Create(FilePath, Span, Lines)
            : Location.None;
        return Diagnostic.Create(RuleDiagnostics.ById(Id), location, Arguments.ToArray<object>());
    }
}

/// <summary>A model, or what kept it from being made.</summary>
internal sealed record Result<T>(T? Model, EquatableArray<DiagnosticInfo> Diagnostics)
    where T : class, IEquatable<T>;

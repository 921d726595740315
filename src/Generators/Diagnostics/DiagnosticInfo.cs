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

    public Diagnostic ToDiagnostic() =>
        Diagnostic.Create(
            RuleDiagnostics.ById(Id),
            FilePath.Length == 0 ? Location.None : Location.Create(FilePath, Span, Lines),
            Arguments.ToArray<object>()
        );
}

/// <summary>A model, or what kept it from being made.</summary>
internal sealed record Result<T>(T? Model, EquatableArray<DiagnosticInfo> Diagnostics)
    where T : class, IEquatable<T>;

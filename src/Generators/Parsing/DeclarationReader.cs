using Microsoft.CodeAnalysis;
using RuleCompiler.Generators.Diagnostics;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Parsing;

/// <summary>What reading a declaration comes to: a model, and what was found on the way.</summary>
internal static class DeclarationReader
{
    /// <param name="unsupported">What is reported where the declaration leaves the language.</param>
    /// <param name="read">Reads the model; adds what it finds to the list.</param>
    public static Result<T> Read<T>(DiagnosticDescriptor unsupported, Func<List<DiagnosticInfo>, T?> read)
        where T : class, IEquatable<T>
    {
        List<DiagnosticInfo> diagnostics = [];
        T? model = null;
        try
        {
            model = read(diagnostics);
        }
        catch (UnsupportedException e)
        {
            diagnostics.Add(DiagnosticInfo.Create(unsupported, e.Syntax.GetLocation(), e.Message));
        }
        catch (BrokenCodeException)
        {
            // the compiler reports it
        }

        return new(diagnostics.Any(d => d.IsError) ? null : model, diagnostics.ToEquatable());
    }
}

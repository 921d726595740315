using Microsoft.CodeAnalysis;
using RuleCompiler.Generators.Diagnostics;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Parsing;

namespace RuleCompiler.Generators.Stamps;

/// <summary>Reads the stamp of a type in a referenced assembly.</summary>
internal static class CompiledStamp
{
    public static T? Read<T>(
        INamedTypeSymbol type,
        string attribute,
        Func<string, T> parse,
        List<DiagnosticInfo> diagnostics
    )
        where T : class
    {
        string name = type.ToDisplayString();
        if (
            Attributes.Find(type, attribute)
            is not { ConstructorArguments: [{ Value: int format }, { Value: string text }] }
        )
        {
            diagnostics.Add(DiagnosticInfo.Create(RuleDiagnostics.NotCompiled, null, name));
            return null;
        }

        if (format > StampFormat.Current)
        {
            diagnostics.Add(
                DiagnosticInfo.Create(RuleDiagnostics.NewerStamp, null, name, $"{format}", $"{StampFormat.Current}")
            );
            return null;
        }

        try
        {
            return parse(text);
        }
        catch (Exception e)
            when (e
                    is FormatException
                        or IndexOutOfRangeException
                        or InvalidOperationException
                        or ArgumentException
                        or OverflowException
            )
        {
            diagnostics.Add(DiagnosticInfo.Create(RuleDiagnostics.UnreadableStamp, null, name, e.Message));
            return null;
        }
    }
}

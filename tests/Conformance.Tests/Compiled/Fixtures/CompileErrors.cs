using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>Fails a test at errors, with the source around the first few of them.</summary>
internal static class CompileErrors
{
    private const int Shown = 5;
    private const int Around = 3;

    public static void Refuse(IEnumerable<Diagnostic> diagnostics)
    {
        Diagnostic[] errors = [.. diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)];
        Assert.True(
            errors.Length == 0,
            $"{errors.Length} errors:\n" + string.Join("\n", errors.Take(Shown).Select(Show))
        );
    }

    private static string Show(Diagnostic error)
    {
        if (error.Location.SourceTree is not { } tree)
            return error.ToString();
        TextLineCollection lines = tree.GetText().Lines;
        int at = error.Location.GetLineSpan().StartLinePosition.Line;
        IEnumerable<string> around = Enumerable
            .Range(at - Around, (2 * Around) + 1)
            .Where(line => line >= 0 && line < lines.Count)
            .Select(line => $"{(line == at ? ">" : " ")} {lines[line]}");
        return $"{error}\n{string.Join("\n", around)}";
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Compiling;

/// <summary>Prints diagnostics as a compiler does: place, message, the line, a caret below the span.</summary>
internal static class Complaints
{
    /// <summary>Ends with the first errors, where there are any.</summary>
    /// <exception cref="ToolException">There is an error.</exception>
    public static void Refuse(IEnumerable<Diagnostic> diagnostics, RuleFile? file)
    {
        Diagnostic[] errors = [.. diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)];
        Diagnostic[] own = [.. errors.Where(d => file is not null && d.Location.GetLineSpan().Path == file.Path)];
        if (own.Length > 0)
            throw new ToolException(
                $"{file!.Path} has {own.Length} error{(own.Length == 1 ? "" : "s")}; correct the lines above",
                ToolException.Failure,
                [.. own.SelectMany(d => Lines(d, file))]
            );
        if (errors.Length > 0)
            throw ToolException.Use(Sentence(errors[0]));
    }

    /// <summary>A diagnostic of the user's file.</summary>
    public static IEnumerable<string> Lines(Diagnostic diagnostic, RuleFile file)
    {
        LinePosition start = diagnostic.Location.GetLineSpan().StartLinePosition;
        LinePosition end = diagnostic.Location.GetLineSpan().EndLinePosition;
        string severity = diagnostic.Severity.ToString().ToLowerInvariant();
        yield return $"{file.Path}:{start.Line + 1}:{start.Character + 1}: {severity} {diagnostic.Id}: {diagnostic.GetMessage()}";
        string line = file.Text.ReplaceLineEndings("\n").Split('\n').ElementAtOrDefault(start.Line) ?? "";
        int length = Math.Max(1, (end.Line == start.Line ? end.Character : line.Length) - start.Character);
        string number = $"{start.Line + 1}";
        yield return $"  {number} | {line}";
        // tabs stay tabs, so that the caret stands where the terminal shows the span
        string indent = string.Concat(line.Take(start.Character).Select(c => c == '\t' ? '\t' : ' '));
        yield return $"  {new string(' ', number.Length)} | {indent}{new string('^', length)}";
    }

    /// <summary>A diagnostic about what rulec wrote, in the words of the command line.</summary>
    public static string Sentence(Diagnostic diagnostic)
    {
        string message = diagnostic.GetMessage();
        string advice = diagnostic.Id switch
        {
            "RC0015" => " (here: --range LOW,HIGH, or bounds as in First=ZBox(Low: 0, High: 1))",
            "RC0007" => " (here: --range 0,HIGH)",
            _ => "",
        };
        return $"{diagnostic.Id}: {message}{advice}";
    }
}

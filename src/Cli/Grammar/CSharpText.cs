namespace RuleCompiler.Cli.Grammar;

/// <summary>Text as a string literal of C#.</summary>
internal static class CSharpText
{
    public static string Literal(string text) =>
        $"\"{string.Concat(text.Select(c => c is '"' or '\\' || char.IsControl(c) ? $"\\u{(int)c:x4}" : $"{c}"))}\"";
}

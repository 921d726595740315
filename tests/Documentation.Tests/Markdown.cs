using System.Text.RegularExpressions;

namespace RuleCompiler.Documentation.Tests;

/// <summary>What the tests read out of Markdown.</summary>
internal static partial class Markdown
{
    /// <summary>The blocks fenced as <c>csharp</c>, in order, with the line on which each begins.</summary>
    public static IReadOnlyList<(int Line, string Code)> Snippets(string text) =>
        [
            .. Fence()
                .Matches(text)
                .Select(match => (text[..match.Index].Count(c => c == '\n') + 2, match.Groups["code"].Value)),
        ];

    /// <summary>The targets of links and pictures that are no addresses, without what follows a <c>#</c>.</summary>
    public static IEnumerable<string> RelativeLinks(string text) =>
        Link()
            .Matches(Code().Replace(text, ""))
            .Select(match => match.Groups["target"].Value)
            .Where(target => !target.Contains("://") && !target.StartsWith("mailto:", StringComparison.Ordinal))
            .Select(target => target.Split('#')[0])
            .Where(target => target.Length > 0);

    [GeneratedRegex(@"^```csharp\r?\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\]\((?<target>[^()\s]+)(\s+""[^""]*"")?\)")]
    private static partial Regex Link();

    // an attribute in a snippet, [Source("x")](y), is no link
    [GeneratedRegex(@"^```.*?^```|`[^`\n]*`", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();
}

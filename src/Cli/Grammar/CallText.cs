using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Grammar;

/// <summary>A name, bare or as a constructor call: <c>Epsilon(Eps: 0.25)</c>.</summary>
/// <param name="Name">The name; empty where there is none.</param>
/// <param name="Arguments">The arguments as they stand between the commas.</param>
internal sealed record CallText(string Name, IReadOnlyList<string> Arguments)
{
    /// <summary>Reads a call.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What is called, for messages: "rule".</param>
    /// <param name="wrong">Makes the error of a message.</param>
    public static CallText Read(string text, string what, Func<string, ToolException> wrong)
    {
        int open = text.IndexOf('(');
        if (open < 0)
            return new(text.Trim(), []);
        if (!text.EndsWith(')'))
            throw wrong(
                text.Contains(')')
                    ? $"'{text[(text.LastIndexOf(')') + 1)..].Trim()}' follows the {what}; separate entries by ';'"
                    : "the closing ')' is missing"
            );
        return new(text[..open].TrimEnd(), Split(text[(open + 1)..^1]));
    }

    /// <summary>The arguments in the order in which they are written, by the parameter that each is for.</summary>
    /// <param name="signature">What is called, as it is written.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="wrong">Makes the error of a message.</param>
    public IReadOnlyList<(string Parameter, string Value)> ByParameter(
        string signature,
        IReadOnlyList<string> parameters,
        Func<string, ToolException> wrong
    )
    {
        string takes = parameters.Count == 0 ? $"{Name} takes none" : $"it is {signature}";
        List<(string Parameter, string Value)> given = [];
        foreach (string part in Arguments)
        {
            int colon = part.IndexOf(':');
            string parameter =
                colon >= 0 ? part[..colon].Trim()
                : given.Count < parameters.Count ? parameters[given.Count]
                : throw wrong($"'{part}' is one argument too many: {takes}");
            if (!parameters.Contains(parameter))
                throw wrong($"{Name} has no parameter '{parameter}': {takes}");
            if (given.Any(g => g.Parameter == parameter))
                throw wrong($"'{parameter}' is given twice");
            given.Add((parameter, part[(colon + 1)..].Trim()));
        }
        return given;
    }

    /// <summary>At commas, but not within brackets: [4, 4] is one argument.</summary>
    private static IReadOnlyList<string> Split(string text)
    {
        List<string> parts = [];
        int start = 0,
            depth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            depth += text[i] switch
            {
                '[' => 1,
                ']' => -1,
                _ => 0,
            };
            if (text[i] != ',' || depth > 0)
                continue;
            parts.Add(text[start..i].Trim());
            start = i + 1;
        }
        string last = text[start..].Trim();
        return parts.Count == 0 && last.Length == 0 ? [] : [.. parts, last];
    }
}

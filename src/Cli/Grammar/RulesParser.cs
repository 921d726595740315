using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Grammar;

/// <summary>
/// Reads --rules: <c>First=ZBox(Low: 0, High: 1); Conv2d=ZPlus; Any=Epsilon</c>. Entries are separated by
/// semicolons; an entry is a key, '=', and a rule's name, bare or as a constructor call.
/// </summary>
/// <param name="keys">What the model's layers are called.</param>
/// <param name="rules">The rules there are.</param>
internal sealed class RulesParser(LayerKeys keys, IReadOnlyList<RuleSignature> rules)
{
    /// <summary>The entries, most specific first.</summary>
    /// <exception cref="ToolException">An entry is not understood; the message shows it and what is possible.</exception>
    public IReadOnlyList<RuleUse> Parse(string text)
    {
        List<RuleUse> uses = [];
        foreach (
            string entry in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        )
        {
            RuleUse use = ParseEntry(entry);
            if (uses.Any(u => u.Key.Pattern == use.Key.Pattern))
                throw Wrong(entry, $"'{use.Key.Text}' has a rule already; give it one");
            uses.Add(use);
        }
        return uses.Count > 0
            ? [.. uses.Where(u => !IsHidden(u, uses)).OrderBy(u => u.Key.Rank)]
            : throw ToolException.Use("--rules is empty; write for example --rules \"Conv2d=ZPlus; Dense=Epsilon\"");
    }

    /// <summary>Whether Any is left no layer, since each kind that it stands for has a rule: C# refuses such an arm.</summary>
    private static bool IsHidden(RuleUse use, List<RuleUse> uses) =>
        use.Key.Pattern == RuleKey.Any("").Pattern
        && RuleKey.AnyKinds.All(kind => uses.Any(u => u.Key.Pattern == RuleKey.Kind(kind).Pattern));

    private RuleUse ParseEntry(string entry)
    {
        int equals = entry.IndexOf('=');
        if (equals < 0)
            throw Wrong(entry, "there is no '='; write KEY=RULE, for example Any=Epsilon");
        string key = entry[..equals].Trim();
        string value = entry[(equals + 1)..].Trim();
        if (key.Length == 0)
            throw Wrong(entry, "there is no key before '='; write a layer's name, First, Last, a layer kind or Any");
        RuleKey meaning = keys.Find(key) ?? throw Wrong(entry, keys.Unknown(key));
        int open = value.IndexOf('(');
        string name = open < 0 ? value : value[..open].TrimEnd();
        if (name.Length == 0)
            throw Wrong(entry, $"there is no rule after '='; write one of {Names()}");
        RuleSignature rule =
            rules.FirstOrDefault(r => r.Name == name)
            ?? throw Wrong(
                entry,
                $"no rule is called '{name}'; {Nearest.Hint(name, rules.Select(r => r.Name))}the rules are {Names()}"
            );
        if (open >= 0 && !value.EndsWith(')'))
            throw Wrong(
                entry,
                value.Contains(')')
                    ? $"'{value[(value.LastIndexOf(')') + 1)..].Trim()}' follows the rule; separate entries by ';'"
                    : "the closing ')' is missing"
            );
        return new(meaning, rule, open < 0 ? Required(entry, rule, []) : Arguments(entry, rule, value[(open + 1)..^1]));
    }

    private static IReadOnlyList<(string, string)> Arguments(string entry, RuleSignature rule, string text)
    {
        List<(string Parameter, string Value)> given = [];
        string[] parts = text.Trim().Length == 0 ? [] : text.Split(',', StringSplitOptions.TrimEntries);
        foreach (string part in parts)
        {
            int colon = part.IndexOf(':');
            string parameter =
                colon >= 0 ? part[..colon].Trim()
                : given.Count < rule.Parameters.Count ? rule.Parameters[given.Count].Name
                : throw Wrong(entry, $"'{part}' is one argument too many: {Takes(rule)}");
            if (rule.Parameters.All(p => p.Name != parameter))
                throw Wrong(entry, $"{rule.Name} has no parameter '{parameter}': {Takes(rule)}");
            if (given.Any(g => g.Parameter == parameter))
                throw Wrong(entry, $"'{parameter}' is given twice");
            string number = part[(colon + 1)..].Trim();
            given.Add((parameter, NumberText.Constant(number) ?? throw Wrong(entry, NotANumber(number, part))));
        }
        return Required(entry, rule, given);
    }

    private static IReadOnlyList<(string Parameter, string Value)> Required(
        string entry,
        RuleSignature rule,
        List<(string Parameter, string Value)> given
    ) =>
        rule.Parameters.FirstOrDefault(p => p.Default is null && given.All(g => g.Parameter != p.Name)) is { } missing
            ? throw Wrong(entry, $"{rule.Name} needs its parameter '{missing.Name}': {Takes(rule)}")
            : given;

    private static string NotANumber(string number, string part) =>
        part.Contains('=')
            ? $"'{part}' is no argument; write it with a colon, as in Eps: 0.25"
            : $"'{number}' is no number; write for example 0.25, -1 or 1e-6";

    private static string Takes(RuleSignature rule) =>
        rule.Parameters.Count == 0 ? $"{rule.Name} takes none" : $"it is {rule}";

    private string Names() => string.Join(", ", rules.Select(r => r.Name));

    private static ToolException Wrong(string entry, string what) => ToolException.Use($"--rules, '{entry}': {what}");
}

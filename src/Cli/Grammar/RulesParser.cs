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
        CallText call = CallText.Read(value, "rule", what => Wrong(entry, what));
        if (call.Name.Length == 0)
            throw Wrong(entry, $"there is no rule after '='; write one of {Names()}");
        RuleSignature rule =
            rules.FirstOrDefault(r => r.Name == call.Name)
            ?? throw Wrong(
                entry,
                $"no rule is called '{call.Name}'; {Nearest.Hint(call.Name, rules.Select(r => r.Name))}the rules are {Names()}"
            );
        return new(meaning, rule, Arguments(entry, rule, call));
    }

    private static IReadOnlyList<(string, string)> Arguments(string entry, RuleSignature rule, CallText call)
    {
        IReadOnlyList<(string Parameter, string Value)> given = call.ByParameter(
            rule.ToString(),
            [.. rule.Parameters.Select(p => p.Name)],
            what => Wrong(entry, what)
        );
        return Required(entry, rule, [.. given.Select(g => (g.Parameter, Constant(entry, g.Value)))]);
    }

    private static string Constant(string entry, string number) =>
        NumberText.Constant(number) ?? throw Wrong(entry, NotANumber(number));

    private static IReadOnlyList<(string Parameter, string Value)> Required(
        string entry,
        RuleSignature rule,
        IReadOnlyList<(string Parameter, string Value)> given
    ) =>
        rule.Parameters.FirstOrDefault(p => p.Default is null && given.All(g => g.Parameter != p.Name)) is { } missing
            ? throw Wrong(entry, $"{rule.Name} needs its parameter '{missing.Name}': {Takes(rule)}")
            : given;

    private static string NotANumber(string text) =>
        text.Contains('=')
            ? $"'{text}' is no argument; write it with a colon, as in Eps: 0.25"
            : $"'{text}' is no number; write for example 0.25, -1 or 1e-6";

    private static string Takes(RuleSignature rule) =>
        rule.Parameters.Count == 0 ? $"{rule.Name} takes none" : $"it is {rule}";

    private string Names() => string.Join(", ", rules.Select(r => r.Name));

    private static ToolException Wrong(string entry, string what) => ToolException.Use($"--rules, '{entry}': {what}");
}

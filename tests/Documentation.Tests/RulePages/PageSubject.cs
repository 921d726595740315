using System.Text.RegularExpressions;
using RuleCompiler.Cli.Grammar;

namespace RuleCompiler.Documentation.Tests.RulePages;

/// <summary>What a page is about: a rule, a composite, a rule with the composite of its name, or a method.</summary>
/// <param name="Name">The page's name, as rulec writes it.</param>
/// <param name="Rule">The rule, or null.</param>
/// <param name="Composite">The composite that --composite takes by this name, or null.</param>
/// <param name="Method">The method that --composite takes by this name, or null.</param>
internal sealed partial record PageSubject(
    string Name,
    RuleDescription? Rule,
    BuiltInComposite? Composite,
    MethodSignature? Method = null
)
{
    /// <summary>Everything that has a page, by name.</summary>
    public static IReadOnlyList<PageSubject> All { get; } = [.. Find().OrderBy(s => s.Name, StringComparer.Ordinal)];

    /// <summary>Whether it carries something up and explains nothing: there is no picture of it.</summary>
    public bool Carries => Composite?.Carries ?? Rule?.Carried is not null;

    /// <summary>The page's path from the repository's root.</summary>
    public string Path => $"docs/rules/{Name}.md";

    /// <summary>The picture's path from the repository's root.</summary>
    public string Picture => $"docs/rules/pictures/{Name}.png";

    public static PageSubject Of(string name) => All.Single(s => s.Name == name);

    private static IEnumerable<PageSubject> Find()
    {
        Dictionary<string, RuleDescription> rules = RuleSignature.BuiltIn.ToDictionary(NameOf, RuleDescription.Of);
        foreach (BuiltInComposite composite in BuiltInComposite.All)
            yield return new(composite.Name, rules.GetValueOrDefault(composite.Name), composite);
        foreach ((string name, RuleDescription rule) in rules)
        {
            if (BuiltInComposite.Find(name) is null)
                yield return new(name, rule, null);
        }
        foreach (MethodSignature method in MethodSignature.BuiltIn)
            yield return new(method.Name, null, null, method);
    }

    /// <summary>A rule is called as the composite that is this rule everywhere, else as its type with hyphens.</summary>
    private static string NameOf(RuleSignature rule) =>
        BuiltInComposite.All.FirstOrDefault(c => c.Rules == $"Any={rule.Name}")?.Name
        ?? WordStart()
            .Replace(rule.Name.Replace("DeepLift", "Deeplift", StringComparison.Ordinal), "-")
            .ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")]
    private static partial Regex WordStart();
}

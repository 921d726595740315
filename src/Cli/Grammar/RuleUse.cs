namespace RuleCompiler.Cli.Grammar;

/// <summary>One entry of --rules: which layers, and the rule they get.</summary>
/// <param name="Key">What the key means.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Arguments">Its arguments as C# constants, by parameter.</param>
internal sealed record RuleUse(
    RuleKey Key,
    RuleSignature Rule,
    IReadOnlyList<(string Parameter, string Value)> Arguments
)
{
    /// <summary>The arm of a switch over the layer.</summary>
    public string Arm =>
        $"{Key.Pattern} => new {Rule.TypeName}({string.Join(", ", Arguments.Select(a => $"{a.Parameter}: {a.Value}"))}),";
}

/// <summary>What a key of --rules stands for.</summary>
/// <param name="Text">The key as written.</param>
/// <param name="Rank">Its place among kinds of keys: the least is the most specific.</param>
/// <param name="Pattern">The C# pattern of the layers it stands for.</param>
internal sealed record RuleKey(string Text, int Rank, string Pattern)
{
    public static RuleKey Layer(string text, string layer) => new(text, 0, $"{{ Name: {CSharpText.Literal(layer)} }}");

    public static RuleKey First(string text) => new(text, 1, "{ IsFirst: true }");

    public static RuleKey Last(string text) => new(text, 2, "{ IsLast: true }");

    public static RuleKey Kind(string kind) => new(kind, 3, $"global::RuleCompiler.{kind}");

    /// <summary>The kinds that Any stands for.</summary>
    public static IReadOnlyList<string> AnyKinds { get; } = ["Dense", "Conv2d"];

    public static RuleKey Any(string text) => new(text, 4, string.Join(" or ", AnyKinds.Select(k => Kind(k).Pattern)));
}

namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>A rule with its composite and explainer, drawn by number.</summary>
/// <param name="Number">Names R, C and E followed by it.</param>
/// <param name="Source">The declarations.</param>
/// <param name="Network">The network that the explainer explains.</param>
/// <param name="HasPerInput">Whether the rule has a parameter Q with one value per input.</param>
internal sealed record RandomRule(int Number, string Source, SmallNetwork Network, bool HasPerInput)
{
    private static readonly string[] Members = ["A", "B", "C"];

    public static RandomRule Draw(int number)
    {
        Random random = new(number);
        bool hasP = random.Next(2) == 0;
        bool hasQ = random.Next(5) == 0;
        RuleGrammar grammar = new(random, hasP, hasQ);
        int slots = 1 + (random.Next(4) / 2 * (1 + random.Next(2))); // half of them have one, a quarter two or three
        string[] members = Members[..slots];
        string[] contributions =
        [
            .. members.Select(_ => number % 10 == 9 ? grammar.Unseparable() : grammar.Mixed(1 + random.Next(3))),
        ];
        if (hasQ)
            contributions[0] += " + (a - Q) * w"; // so that Q is surely read
        string[] sums = slots == 1 ? ["z"] : [.. members.Select(m => $"z.{m}")];
        string[] shares = [.. sums.Select(z => grammar.Share(z, sums))];
        if (hasQ)
            shares[0] = $"r / Away({sums[0]}, 0.1f)";
        string type = slots == 1 ? "float" : $"({string.Join(", ", members.Select(m => $"float {m}"))})";
        string bias = random.Next(4) == 0 ? "(Bias = Bias.Ignore)" : "";
        string[] parameters =
        [
            .. hasP ? ["float P = 0.25f"] : Array.Empty<string>(),
            .. hasQ ? ["[PerInput] float Q = 0.5f"] : Array.Empty<string>(),
        ];
        string arguments = hasP ? $"P: {Pick(random, "0", "1", "-0.5f", "0.3f", "2")}" : "";
        string layers =
            random.Next(3) == 0 ? "Dense or Conv2d or AvgPool or MaxPool or GlobalAvgPool or Add" : "Dense or Conv2d";
        SmallNetwork network = Amount.Network(number);
        string source = $$"""
            [Rule{{bias}}] public sealed partial record R{{number}}({{string.Join(", ", parameters)}}) : Rule
            {
                private {{type}} Contribution(float a, float w) => {{Tuple(contributions)}};
                private {{type}} Share(float r, {{type}} z, float y) => {{Tuple(shares)}};
            }
            [Composite] public sealed partial class C{{number}}
            {
                public static Rule? For(Layer layer) => layer switch { {{layers}} => new R{{number}}({{arguments}}), _ => null };
            }
            [Explainer<{{network.Name}}, C{{number}}>] public sealed partial class E{{number}};

            """;
        return new(number, source, network, hasQ);
    }

    private static string Tuple(string[] parts) => parts.Length == 1 ? parts[0] : $"({string.Join(", ", parts)})";

    private static string Pick(Random random, params string[] choices) => choices[random.Next(choices.Length)];
}

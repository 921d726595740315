using Xunit.Abstractions;

namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>Random rules of the grammar: compiled float32 against the interpreter's double.</summary>
public sealed class RandomRuleTests(ITestOutputHelper output)
{
    public const int Groups = 6;
    internal static readonly int RulesInGroup = Amount.Of(60, onDevice: 36);

    /// <summary>
    /// Moving every input and weight by one unit in the last place (as float32 rounds anyway) moves the result by the
    /// conditioning. A sum of up to 48 terms and a few layers round some dozen times as much in the worst case.
    /// </summary>
    private const double Roundings = 30;

    /// <summary>What is tolerated where the result does not move at all.</summary>
    private const double Floor = 1e-5;

    /// <summary>Above this tolerance a comparison says little; at most one in ten may be so.</summary>
    private const double IllConditioned = 1e-3;

    private static readonly Lazy<(RandomRule[] Rules, InMemory Compiled)>[] s_groups =
    [
        .. Enumerable.Range(0, Groups).Select(g => new Lazy<(RandomRule[], InMemory)>(() => Compile(g))),
    ];

    [Theory]
    [MemberData(nameof(AllGroups))]
    public void Compiled_rules_agree_with_the_interpreter(int group)
    {
        (RandomRule[] rules, InMemory compiled) = Group(group);
        List<string> wrong = [];
        int good = 0,
            run = Amount.Rules(rules.Length);
        foreach (RandomRule rule in rules.Take(run))
        {
            (double distance, double tolerance) = Compare(rule, compiled);
            if (!(distance <= tolerance))
                wrong.Add($"off by {distance:g3} where {tolerance:g3} is tolerated:\n{rule.Source}");
            if (tolerance <= IllConditioned)
                good++;
        }

        output.WriteLine($"{good} of {run} well-conditioned");
        Assert.True(wrong.Count == 0, $"{wrong.Count} rules\n{string.Join("\n", wrong)}");
        Assert.True(good >= 0.9 * run, $"only {good} of {run} comparisons are well-conditioned");
    }

    [Theory]
    [MemberData(nameof(AllGroups))]
    public void A_rules_own_methods_agree_with_what_was_parsed(int group)
    {
        (RandomRule[] rules, InMemory compiled) = Group(group);
        foreach (RandomRule rule in rules)
        {
            var method = compiled.Type($"C{rule.Number}").GetMethod("For")!;
            MethodTwin.Check((Rule)method.Invoke(null, [new Dense(1)])!, new Random(rule.Number), rule.Source);
        }
    }

    public static TheoryData<int> AllGroups() => new(Enumerable.Range(0, Groups));

    /// <summary>The rules of a group, and what they were compiled to; compiled once.</summary>
    internal static (RandomRule[] Rules, InMemory Compiled) Group(int group) => s_groups[group].Value;

    private static (RandomRule[], InMemory) Compile(int group)
    {
        RandomRule[] rules = [.. Enumerable.Range(group * RulesInGroup, RulesInGroup).Select(RandomRule.Draw)];
        return (rules, InMemory.Compile(SmallNetwork.Sources + string.Concat(rules.Select(r => r.Source))));
    }

    private static (double Distance, double Tolerance) Compare(RandomRule rule, InMemory compiled)
    {
        Random random = new(1000 + rule.Number);
        (WeightSet weights, float[] input, Dictionary<string, float[]> operands) = RandomRuleCase.Draw(rule, random);
        const int target = 1;
        double[] expected = Interpret(weights, input);
        double moved = 0;
        for (int i = 0; i < 2; i++)
            moved = Math.Max(
                moved,
                Distance.Of(
                    expected,
                    Interpret(RandomTensors.Nudge(random, weights), RandomTensors.Nudge(random, input))
                )
            );
        using Explainer explainer = compiled.Explainer(
            $"E{rule.Number}",
            weights,
            new() { Operands = operands, Threads = 1 }
        );
        float[] actual = explainer.Explain(input, target, OutputRelevance.One).Relevance;
        return (Distance.Of(expected, actual), (Roundings * moved) + Floor);

        double[] Interpret(WeightSet from, float[] at) =>
            compiled
                .Interpreter(rule.Network.Name, $"C{rule.Number}", from, new() { Operands = operands })
                .Explain(at, target, timesLogit: false)
                .Relevance;
    }
}

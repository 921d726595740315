using RuleCompiler.Conformance.Tests.Compiled;

namespace RuleCompiler.Ilgpu.Tests;

/// <summary>Random rules of the grammar, printed for ILGPU and run on the emulation, against the interpreter's double.</summary>
[Collection("emulation")]
public sealed class RandomRuleTests
{
    private const int RulesInGroup = 36;

    /// <summary>As of the processor's kernels: so many times what a unit in the last place of inputs and weights moves.</summary>
    private const double Roundings = 30;

    /// <summary>What is tolerated where the result does not move at all.</summary>
    private const double Floor = 1e-5;

    /// <summary>Above this tolerance a comparison says little; at most one in ten may be so.</summary>
    private const double IllConditioned = 1e-3;

    public static TheoryData<int> Groups => [.. Enumerable.Range(0, 6)];

    [Theory]
    [MemberData(nameof(Groups))]
    public void CompiledRulesAgreeWithTheInterpreter(int group)
    {
        RandomRule[] rules = [.. Enumerable.Range(group * RulesInGroup, RulesInGroup).Select(RandomRule.Draw)];
        InMemory compiled = InMemory.Compile(
            Conformance.Tests.Compiled.SmallNetwork.Sources + string.Concat(rules.Select(r => r.Source))
        );
        List<string> wrong = [];
        int good = 0;
        foreach (RandomRule rule in rules)
        {
            (double distance, double tolerance) = Compare(rule, compiled);
            if (!(distance <= tolerance))
                wrong.Add($"off by {distance:g3} where {tolerance:g3} is tolerated:\n{rule.Source}");
            if (tolerance <= IllConditioned)
                good++;
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} rules\n{string.Join("\n", wrong)}");
        Assert.True(good >= 0.9 * rules.Length, $"only {good} of {rules.Length} comparisons are well-conditioned");
    }

    private static (double Distance, double Tolerance) Compare(RandomRule rule, InMemory compiled)
    {
        const int Target = 1;
        Random random = new(1000 + rule.Number);
        (WeightSet weights, float[] input, Dictionary<string, float[]> operands) = RandomRuleCase.Draw(rule, random);
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
        ExplainerOptions options = new() { Operands = operands, Device = SuiteDevices.Of(1) };
        using Explainer explainer = compiled.Explainer($"E{rule.Number}", weights, options);
        float[] actual = explainer.Explain(input, Target, OutputRelevance.One).Relevance;
        return (Distance.Of(expected, actual), (Roundings * moved) + Floor);

        double[] Interpret(WeightSet from, float[] at) =>
            compiled
                .Interpreter(rule.Network.Name, $"C{rule.Number}", from, new() { Operands = operands })
                .Explain(at, Target, timesLogit: false)
                .Relevance;
    }
}

using RuleCompiler.Conformance.Tests.Compiled;
using RuleCompiler.Devices.Tests;

namespace RuleCompiler.OnDevice.Tests;

/// <summary>
/// Rules that nobody wrote for a device are CUDA C too. That the same rules give on OpenCL what they give on the
/// processor is <see cref="RandomRuleTests"/>, which this assembly runs on a device.
/// </summary>
public sealed class RandomRulePtxTests
{
    [Fact]
    public void ThereAreTwoHundredRules() => Assert.True(RandomRuleTests.Groups * RandomRuleTests.RulesInGroup >= 200);

    [ClangTheory]
    [MemberData(nameof(RandomRuleTests.AllGroups), MemberType = typeof(RandomRuleTests))]
    public void EveryKernelIsPtxThatCallsNothing(int group)
    {
        (RandomRule[] rules, InMemory compiled) = RandomRuleTests.Group(group);
        KernelCollector collector = new();
        foreach (RandomRule rule in rules)
        {
            int before = collector.Texts.Count;
            RandomRuleCase given = RandomRuleCase.Draw(rule, new Random(rule.Number));
            using Explainer explainer = compiled.Explainer(
                $"E{rule.Number}",
                given.Weights,
                new() { Operands = given.Operands, Device = collector.Device }
            );
            explainer.Explain(given.Input, 1, OutputRelevance.One);
            Assert.True(collector.Texts.Count > before, $"The rule has no kernel of its own:\n{rule.Source}");
        }

        Ptx.Check(collector.Texts, group % 2 == 0 ? "sm_80" : "sm_90");
    }
}

namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>What a random rule is run on.</summary>
/// <param name="Weights">The network's.</param>
/// <param name="Input">One sample.</param>
/// <param name="Operands">The rule's parameters with a value for each input.</param>
internal sealed record RandomRuleCase(WeightSet Weights, float[] Input, Dictionary<string, float[]> Operands)
{
    public static RandomRuleCase Draw(RandomRule rule, Random random)
    {
        WeightSet weights = rule.Network.Draw(random);
        float[] input = rule.Network.DrawInput(random);
        Dictionary<string, float[]> operands = [];
        if (rule.HasPerInput)
            operands[$"{rule.Network.Weights[0].Name}.Q"] = RandomTensors.Fill(random, rule.Network.Inputs);
        return new(weights, input, operands);
    }
}

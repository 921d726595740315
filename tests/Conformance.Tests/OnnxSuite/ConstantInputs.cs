namespace RuleCompiler.Conformance.Tests.OnnxSuite;

/// <summary>
/// Which inputs of a test's graph a network has as constants: weights, shapes, bounds, indices, and everything that
/// holds no real numbers.
/// </summary>
internal static class ConstantInputs
{
    /// <summary>The inputs of operators that are constants in networks.</summary>
    private static readonly Dictionary<string, int[]> Places = new()
    {
        ["Conv"] = [1, 2],
        ["Gemm"] = [1, 2],
        ["MatMul"] = [1],
        ["BatchNormalization"] = [1, 2, 3, 4],
        ["LayerNormalization"] = [1, 2],
        ["InstanceNormalization"] = [1, 2],
        ["PRelu"] = [1],
        ["Clip"] = [1, 2],
        ["Pad"] = [1, 2, 3],
        ["Dropout"] = [1, 2],
        ["Pow"] = [1],
        ["Range"] = [0, 1, 2],
    };

    public static HashSet<string> Of(SuiteTest test)
    {
        HashSet<string> constants = [.. test.Inputs.Where(input => input.Value.Reals is null).Select(i => i.Key)];
        foreach (var node in test.Model.Graph.Node)
        {
            foreach (int place in Places.GetValueOrDefault(node.OpType, []))
            {
                if (place < node.Input.Count && test.Inputs.ContainsKey(node.Input[place]))
                    constants.Add(node.Input[place]);
            }
        }

        return constants;
    }
}

using RuleCompiler.WeightFiles.Onnx;

namespace RuleCompiler.OnnxImport;

/// <summary>The values that are a model's output, or become it through nothing but changes of shape.</summary>
internal static class FinalValues
{
    public static IReadOnlySet<string> Of(ModelGraph graph, string output)
    {
        HashSet<string> values = new(StringComparer.Ordinal) { output };
        string at = output;
        while (
            graph.Maker(at)
                is {
                    OpType: "Identity" or "Dropout" or "Cast" or "Reshape" or "Flatten" or "Squeeze" or "Unsqueeze",
                    Input: { Count: > 0 } inputs
                }
            && graph.Uses(inputs[0]) == 1
            && values.Add(inputs[0])
        )
        {
            at = inputs[0];
        }

        return values;
    }
}

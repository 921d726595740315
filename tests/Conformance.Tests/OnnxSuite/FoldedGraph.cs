using RuleCompiler.OnnxImport;
using RuleCompiler.WeightFiles.Onnx;

namespace RuleCompiler.Conformance.Tests.OnnxSuite;

/// <summary>A test's outputs by constant folding alone, all of its inputs being constants.</summary>
internal static class FoldedGraph
{
    /// <summary>The outputs by name, or null where an operator is not folded.</summary>
    public static Dictionary<string, ConstantTensor>? Evaluate(SuiteTest test)
    {
        TensorConstants tensors = new(test.File);
        ModelGraph graph = new(test.Model, test.File);
        Dictionary<string, ConstantTensor> values = test.Inputs.ToDictionary(i => i.Key, i => i.Value.Value);
        foreach ((string name, TensorProto initializer) in graph.Initializers)
            values.TryAdd(name, tensors.Read(initializer, name));
        foreach (NodeProto node in test.Model.Graph.Node)
        {
            string name = graph.Name(node);
            Operation operation = new()
            {
                Type = node.OpType,
                Name = name,
                Opset = graph.Opset,
                Inputs = [.. node.Input.Select(i => i.Length == 0 ? null : new Value.Constant(values[i]))],
                InputNames = node.Input,
                Outputs = node.Output,
                Attributes = new NodeAttributes(node, name, tensors),
            };
            if (ConstantFolding.TryFold(operation) is not { } results)
                return null;
            for (int i = 0; i < Math.Min(results.Length, node.Output.Count); i++)
                values[node.Output[i]] = results[i];
        }

        return test.Outputs.Keys.All(values.ContainsKey) ? values : null;
    }
}

namespace RuleCompiler.WeightFiles.Onnx;

/// <summary>Reads the weights of an ONNX model in the order in which its nodes use them.</summary>
internal static class OnnxReader
{
    public static WeightSet Read(string path)
    {
        GraphProto graph = ModelFile.Read(path).Graph;
        var constants = new OnnxConstants(graph, path);
        var collected = new OnnxCollector(constants, path);
        foreach (NodeProto node in graph.Node.Where(node => !node.Output.Any(constants.Contains)))
        {
            foreach (OnnxUse use in OnnxUses.Of(node, constants))
            {
                collected.Add(use);
            }
        }

        return new WeightSet(path, collected.Tensors);
    }
}

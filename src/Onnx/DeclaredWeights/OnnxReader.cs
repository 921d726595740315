using Google.Protobuf;

namespace RuleCompiler.WeightFiles.Onnx;

/// <summary>Reads the weights of an ONNX model in the order in which its nodes use them.</summary>
internal static class OnnxReader
{
    public static WeightSet Read(string path)
    {
        GraphProto graph = ReadGraph(path);
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

    private static GraphProto ReadGraph(string path) =>
        SourceFile.Read(
            path,
            stream =>
            {
                byte[] bytes = SourceFile.ReadBytes(stream, stream.Length, path, null);
                try
                {
                    ModelProto model = ModelProto.Parser.ParseFrom(bytes);
                    if (model.Graph is null || model.IrVersion <= 0)
                    {
                        throw NoModel(path, "it holds no graph", null);
                    }

                    return model.Graph.SparseInitializer.Count == 0
                        ? model.Graph
                        : throw new WeightFileException(path, "graph", "Its weights are sparse.", "Export them dense.");
                }
                catch (InvalidProtocolBufferException e)
                {
                    throw NoModel(path, e.Message, e);
                }
            }
        );

    private static WeightFileException NoModel(string path, string reason, Exception? inner) =>
        new(path, null, $"It is no ONNX model, or damaged ({reason}).", "Export or copy it again.", inner);
}

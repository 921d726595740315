using Google.Protobuf;

namespace RuleCompiler.WeightFiles.Onnx;

/// <summary>Reads an ONNX file's graph, not yet its tensors.</summary>
internal static class ModelFile
{
    /// <exception cref="WeightFileException">The file is missing, is no ONNX model, or is damaged.</exception>
    public static ModelProto Read(string path) =>
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
                        ? model
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

using RuleCompiler.WeightFiles;
using RuleCompiler.WeightFiles.Npy;
using RuleCompiler.WeightFiles.Onnx;
using RuleCompiler.WeightFiles.Safetensors;

namespace RuleCompiler;

/// <summary>Reads a network's weights from a file.</summary>
public static class WeightFile
{
    /// <summary>
    /// Reads every floating-point tensor of an .onnx, .npz or .safetensors file as float32. Integer tensors (shapes,
    /// indices, counters) are left out.
    /// </summary>
    /// <remarks>
    /// From ONNX a dense layer's weights come as [outputs, inputs] whichever way the graph holds them, multiplied by
    /// Gemm's alpha (and its bias by beta), in the order in which the nodes use them. A tensor that several nodes
    /// share is listed once for each; from the second on <c>#2</c>, <c>#3</c> … follow its name. External data is
    /// read from the model's own folder only.
    /// </remarks>
    /// <param name="path">The file; its extension says which format it is.</param>
    /// <returns>The tensors, with roles as far as the file tells them; every value is finite.</returns>
    /// <exception cref="WeightFileException">
    /// The file is missing, damaged, has another extension, or holds a value that is not finite.
    /// </exception>
    public static WeightSet Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".onnx" => OnnxReader.Read(path),
            ".npz" => NpzWeights.Read(path),
            ".safetensors" => SafetensorsReader.Read(path),
            _ => throw new WeightFileException(
                path,
                null,
                "The extension is none of .onnx, .npz and .safetensors.",
                "Export the network to one of these formats, or rename the file if it is one."
            ),
        };
    }
}

using RuleCompiler.WeightFiles;
using RuleCompiler.WeightFiles.Onnx;

namespace RuleCompiler.OnnxImport;

/// <summary>Reads a file's tensors as constants and remembers what they are called.</summary>
internal sealed class TensorConstants(string file)
{
    private readonly OnnxTensorReader reader = new(file);
    private readonly Dictionary<ConstantTensor, string> names = new(ReferenceEqualityComparer.Instance);

    /// <exception cref="WeightFileException">The tensor is damaged or holds neither numbers nor truth values.</exception>
    public ConstantTensor Read(TensorProto proto, string name)
    {
        int[] shape = OnnxTensorReader.Shape(proto, name, file).Shape;
        ConstantTensor tensor =
            reader.ReadIntegers(proto, name) is { } integers ? new(shape, integers)
            : reader.Read(proto, name) is { } reals ? new(shape, reals)
            : throw new WeightFileException(
                file,
                $"tensor '{name}'",
                "It holds text.",
                "Export a network that computes with numbers alone."
            );
        names.Add(tensor, name);
        return tensor;
    }

    /// <summary>What a constant is called in the file, or null where it was computed.</summary>
    public string? Name(ConstantTensor tensor) => names.GetValueOrDefault(tensor);
}

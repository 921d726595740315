using RuleCompiler.OnnxImport;
using RuleCompiler.WeightFiles.Onnx;
using DataType = RuleCompiler.WeightFiles.Onnx.TensorProto.Types.DataType;

namespace RuleCompiler.Conformance.Tests.OnnxSuite;

/// <summary>A tensor of a backend test.</summary>
/// <param name="Type">The type of its elements.</param>
/// <param name="Value">Its elements.</param>
internal sealed record SuiteTensor(DataType Type, ConstantTensor Value)
{
    public int[] Shape => Value.Shape;

    public float[]? Reals => Value.Reals;

    /// <exception cref="NotApplicableException">The file holds no tensor of numbers.</exception>
    public static SuiteTensor Read(string file)
    {
        try
        {
            TensorProto proto = TensorProto.Parser.ParseFrom(File.ReadAllBytes(file));
            return new((DataType)proto.DataType, new TensorConstants(file).Read(proto, proto.Name));
        }
        catch (Exception e) when (e is Google.Protobuf.InvalidProtocolBufferException or WeightFileException)
        {
            throw new NotApplicableException("an input or output is no tensor of numbers");
        }
    }

    /// <summary>The values of one sample where the leading axis is the batch.</summary>
    public ReadOnlySpan<float> Sample(int sample)
    {
        int each = Value.Count / Shape[0];
        return Reals.AsSpan(sample * each, each);
    }
}

/// <summary>A backend test does not concern an importer of networks; the message says why.</summary>
internal sealed class NotApplicableException(string reason) : Exception(reason);

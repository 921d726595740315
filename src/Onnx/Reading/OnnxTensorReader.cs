using System.Runtime.InteropServices;
using Google.Protobuf;
using DataType = RuleCompiler.WeightFiles.Onnx.TensorProto.Types.DataType;

namespace RuleCompiler.WeightFiles.Onnx;

/// <summary>Reads the numbers of an ONNX tensor wherever they are kept.</summary>
internal sealed class OnnxTensorReader(string file)
{
    private readonly ExternalData external = new(file);

    /// <summary>A tensor's shape and its number of elements.</summary>
    public static (int[] Shape, int Count) Shape(TensorProto tensor, string name, string file) =>
        ShapeCheck.Check(tensor.Dims, file, $"tensor '{name}'");

    /// <summary>The numbers as a new float32 array in C order, or null for integers, strings and bools.</summary>
    /// <exception cref="WeightFileException">There are more or fewer numbers than the shape wants, or of an unknown type.</exception>
    public float[]? Read(TensorProto tensor, string name)
    {
        int count = Shape(tensor, name, file).Count;
        var type = (DataType)tensor.DataType;
        int size = type switch
        {
            DataType.Float => 4,
            DataType.Double => 8,
            DataType.Float16 or DataType.Bfloat16 => 2,
            DataType.Undefined or > DataType.Bfloat16 or DataType.Complex64 or DataType.Complex128 or < 0 =>
                throw new WeightFileException(
                    file,
                    $"tensor '{name}'",
                    $"The element type {type} is not understood.",
                    "Export float, double, float16 or bfloat16."
                ),
            _ => 0,
        };
        return size == 0
            ? null
            : tensor switch
            {
                { DataLocation: TensorProto.Types.DataLocation.External } => FromBytes(
                    external.Read(tensor, name, (long)count * size),
                    type
                ),
                { RawData.IsEmpty: false } => FromBytes(
                    Expect(tensor.RawData.Span, tensor.RawData.Length, (long)count * size, name),
                    type
                ),
                _ => FromFields(tensor, type, count, name),
            };
    }

    /// <summary>The whole numbers or truth values of a tensor, or null where it holds other numbers.</summary>
    /// <exception cref="WeightFileException">There are more or fewer numbers than the shape wants.</exception>
    public long[]? ReadIntegers(TensorProto tensor, string name)
    {
        int count = Shape(tensor, name, file).Count;
        var type = (DataType)tensor.DataType;
        int size = WholeNumbers.Size(type);
        return size == 0
            ? null
            : tensor switch
            {
                { DataLocation: TensorProto.Types.DataLocation.External } => WholeNumbers.FromBytes(
                    external.Read(tensor, name, (long)count * size),
                    type
                ),
                { RawData.IsEmpty: false } => WholeNumbers.FromBytes(
                    Expect(tensor.RawData.Span, tensor.RawData.Length, (long)count * size, name),
                    type
                ),
                _ => IntegerFields(tensor, type, count, name),
            };
    }

    private long[] IntegerFields(TensorProto tensor, DataType type, int count, string name)
    {
        int held = type switch
        {
            DataType.Int64 => tensor.Int64Data.Count,
            DataType.Uint32 or DataType.Uint64 => tensor.Uint64Data.Count,
            _ => tensor.Int32Data.Count,
        };
        Expect([], held, count, name);
        return type switch
        {
            DataType.Int64 => [.. tensor.Int64Data],
            DataType.Uint32 or DataType.Uint64 => [.. tensor.Uint64Data.Select(value => unchecked((long)value))],
            _ => [.. tensor.Int32Data.Select(value => (long)value)],
        };
    }

    private static float[] FromBytes(ReadOnlySpan<byte> bytes, DataType type) =>
        type switch
        {
            DataType.Float => FloatBytes.FromSingles(bytes),
            DataType.Double => FloatBytes.FromDoubles(bytes),
            DataType.Float16 => FloatBytes.FromHalves(bytes),
            _ => FloatBytes.FromBrainFloats(bytes),
        };

    private float[] FromFields(TensorProto tensor, DataType type, int count, string name)
    {
        int held = type switch
        {
            DataType.Float => tensor.FloatData.Count,
            DataType.Double => tensor.DoubleData.Count,
            _ => tensor.Int32Data.Count,
        };
        Expect([], held, count, name);
        return type switch
        {
            DataType.Float => [.. tensor.FloatData],
            DataType.Double => [.. tensor.DoubleData.Select(value => (float)value)],
            DataType.Float16 =>
            [
                .. tensor.Int32Data.Select(bits => (float)BitConverter.UInt16BitsToHalf((ushort)bits)),
            ],
            _ => [.. tensor.Int32Data.Select(bits => FloatBytes.FromBrainFloat((ushort)bits))],
        };
    }

    private ReadOnlySpan<byte> Expect(ReadOnlySpan<byte> bytes, long held, long wanted, string name) =>
        held == wanted
            ? bytes
            : throw new WeightFileException(
                file,
                $"tensor '{name}'",
                $"It holds {held} where its shape wants {wanted}.",
                "The file is damaged: export or copy it again."
            );
}

using System.Buffers.Binary;
using DataType = RuleCompiler.WeightFiles.Onnx.TensorProto.Types.DataType;

namespace RuleCompiler.WeightFiles.Onnx;

/// <summary>Converts little-endian whole numbers and truth values to 64 bits.</summary>
internal static class WholeNumbers
{
    /// <summary>The bytes of one number, or 0 where the type is none of whole numbers.</summary>
    public static int Size(DataType type) =>
        type switch
        {
            DataType.Int64 or DataType.Uint64 => 8,
            DataType.Int32 or DataType.Uint32 => 4,
            DataType.Int16 or DataType.Uint16 => 2,
            DataType.Int8 or DataType.Uint8 or DataType.Bool => 1,
            _ => 0,
        };

    public static long[] FromBytes(ReadOnlySpan<byte> bytes, DataType type)
    {
        int size = Size(type);
        long[] values = new long[bytes.Length / size];
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> at = bytes[(i * size)..];
            values[i] = type switch
            {
                DataType.Int64 or DataType.Uint64 => BinaryPrimitives.ReadInt64LittleEndian(at),
                DataType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(at),
                DataType.Uint32 => BinaryPrimitives.ReadUInt32LittleEndian(at),
                DataType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(at),
                DataType.Uint16 => BinaryPrimitives.ReadUInt16LittleEndian(at),
                DataType.Int8 => (sbyte)at[0],
                _ => at[0],
            };
        }

        return values;
    }
}

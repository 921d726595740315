using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace RuleCompiler.WeightFiles;

/// <summary>Converts little-endian floating-point bytes to float32, rounding to nearest.</summary>
internal static class FloatBytes
{
    public static float[] FromSingles(ReadOnlySpan<byte> bytes)
    {
        var values = new float[bytes.Length / 4];
        if (BitConverter.IsLittleEndian)
        {
            bytes[..(values.Length * 4)].CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
            return values;
        }

        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..]);
        }

        return values;
    }

    public static float[] FromDoubles(ReadOnlySpan<byte> bytes)
    {
        var values = new float[bytes.Length / 8];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes[(8 * i)..]);
        }

        return values;
    }

    public static float[] FromHalves(ReadOnlySpan<byte> bytes)
    {
        var values = new float[bytes.Length / 2];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(2 * i)..]);
        }

        return values;
    }

    public static float[] FromBrainFloats(ReadOnlySpan<byte> bytes)
    {
        var values = new float[bytes.Length / 2];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = FromBrainFloat(BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]));
        }

        return values;
    }

    /// <summary>A bfloat16 is the upper half of a float32.</summary>
    public static float FromBrainFloat(ushort bits) => BitConverter.UInt32BitsToSingle((uint)bits << 16);
}

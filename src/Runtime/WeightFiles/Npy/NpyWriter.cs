using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace RuleCompiler.WeightFiles.Npy;

/// <summary>Writes a tensor as a .npy array, version 1.</summary>
internal static class NpyWriter
{
    /// <summary>numpy aligns the data to 64 bytes, so that it can be mapped into memory.</summary>
    private const int Alignment = 64;

    public static void Write(Stream stream, Tensor tensor)
    {
        string axes = string.Concat(tensor.Shape.Select(axis => $"{axis}, "));
        axes = tensor.Shape.Length == 1 ? axes.TrimEnd() : axes.TrimEnd(' ', ',');
        string text = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({axes}), }}";
        const int Before = 10;
        int padding = Alignment - 1 - ((Before + text.Length) % Alignment);
        byte[] header = Encoding.ASCII.GetBytes(text + new string(' ', padding) + "\n");

        stream.Write([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0]);
        Span<byte> length = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)header.Length);
        stream.Write(length);
        stream.Write(header);
        WriteValues(stream, tensor.Values);
    }

    private static void WriteValues(Stream stream, float[] values)
    {
        if (BitConverter.IsLittleEndian)
        {
            // Piecewise: the bytes of a long array would not fit one span.
            for (int at = 0; at < values.Length; at += 1 << 20)
            {
                stream.Write(MemoryMarshal.AsBytes(values.AsSpan(at, Math.Min(1 << 20, values.Length - at))));
            }

            return;
        }

        Span<byte> bytes = stackalloc byte[4];
        foreach (float value in values)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
            stream.Write(bytes);
        }
    }
}

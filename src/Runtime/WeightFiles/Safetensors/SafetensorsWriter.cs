using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace RuleCompiler.WeightFiles.Safetensors;

/// <summary>Writes float32 tensors as a .safetensors file.</summary>
internal static class SafetensorsWriter
{
    // the format's own writer pads the header with spaces, so that the data can be mapped as numbers
    private const int Alignment = 8;

    public static void Write(Stream stream, IReadOnlyList<Tensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        byte[] header = Header(tensors, metadata);
        int padding = (Alignment - (header.Length % Alignment)) % Alignment;
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)(header.Length + padding));
        stream.Write(length);
        stream.Write(header);
        for (int i = 0; i < padding; i++)
            stream.WriteByte((byte)' ');
        foreach (Tensor tensor in tensors)
            WriteValues(stream, tensor.Values);
    }

    private static byte[] Header(IReadOnlyList<Tensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text))
        {
            json.WriteStartObject();
            if (metadata.Count > 0)
            {
                json.WriteStartObject("__metadata__");
                foreach ((string key, string value) in metadata.OrderBy(m => m.Key, StringComparer.Ordinal))
                    json.WriteString(key, value);
                json.WriteEndObject();
            }

            long at = 0;
            foreach (Tensor tensor in tensors)
            {
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", "F32");
                json.WriteStartArray("shape");
                foreach (int axis in tensor.Shape)
                    json.WriteNumberValue(axis);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(at);
                json.WriteNumberValue(at += (long)tensor.Values.Length * sizeof(float));
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return text.ToArray();
    }

    private static void WriteValues(Stream stream, float[] values)
    {
        // piecewise: the bytes of a long array would not fit one span
        const int Piece = 1 << 20;
        byte[] swapped = BitConverter.IsLittleEndian ? [] : new byte[Piece * sizeof(float)];
        for (int at = 0; at < values.Length; at += Piece)
        {
            ReadOnlySpan<float> piece = values.AsSpan(at, Math.Min(Piece, values.Length - at));
            if (BitConverter.IsLittleEndian)
            {
                stream.Write(MemoryMarshal.AsBytes(piece));
                continue;
            }

            for (int i = 0; i < piece.Length; i++)
                BinaryPrimitives.WriteSingleLittleEndian(swapped.AsSpan(i * sizeof(float)), piece[i]);
            stream.Write(swapped, 0, piece.Length * sizeof(float));
        }
    }
}

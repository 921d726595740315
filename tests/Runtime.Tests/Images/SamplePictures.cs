using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using RuleCompiler.Files;

namespace RuleCompiler.Runtime.Tests;

/// <summary>PNG files put together chunk by chunk.</summary>
internal static class SamplePictures
{
    public static byte[] Chunks(params byte[][] chunks) =>
        [0x89, .. "PNG"u8, 0x0D, 0x0A, 0x1A, 0x0A, .. chunks.SelectMany(chunk => chunk)];

    /// <summary>A whole file of one IDAT chunk.</summary>
    public static byte[] Png(byte[] header, byte[] rows, params byte[][] before) =>
        Chunks([header, .. before, Chunk("IDAT", Packed(rows)), Chunk("IEND")]);

    public static byte[] Header(int width, int height, int depth, int type, int interlacing = 0) =>
        Chunk(
            "IHDR",
            [.. BigEndian((uint)width), .. BigEndian((uint)height), (byte)depth, (byte)type, 0, 0, (byte)interlacing]
        );

    public static byte[] Chunk(string type, params byte[] data)
    {
        byte[] summed = [.. Encoding.ASCII.GetBytes(type), .. data];
        return [.. BigEndian((uint)data.Length), .. summed, .. BigEndian(Crc32.Append(0, summed))];
    }

    public static byte[] Packed(byte[] rows)
    {
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(rows);
        }

        return packed.ToArray();
    }

    /// <summary>Sets every chunk's check sum right again, so that what lies behind it is reached.</summary>
    public static byte[] Summed(byte[] png)
    {
        byte[] bytes = [.. png];
        for (long at = 8; at + 12 <= bytes.Length; )
        {
            long end = at + 8 + BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan((int)at));
            if (end + 4 > bytes.Length)
            {
                break;
            }

            uint sum = Crc32.Append(0, bytes.AsSpan((int)at + 4, (int)(end - at - 4)));
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan((int)end), sum);
            at = end + 4;
        }

        return bytes;
    }

    private static byte[] BigEndian(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }
}

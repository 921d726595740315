using System.Buffers.Binary;
using System.IO.Compression;
using RuleCompiler.Files;

namespace RuleCompiler;

/// <summary>Writes PNG pictures of 8 bits a channel.</summary>
public static class PngWriter
{
    private const byte Gray = 0;
    private const byte Colour = 2;

    /// <summary>Writes a picture of red, green and blue, as a whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="pixels">The bytes [height, width, 3].</param>
    /// <param name="width">The width in pixels.</param>
    /// <param name="height">The height in pixels.</param>
    /// <exception cref="ArgumentException">The number of bytes does not fit the sides.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void WriteRgb(string path, byte[] pixels, int width, int height)
    {
        Check(pixels, width, height, 3);
        AtomicFile.Write(path, stream => WriteRgb(stream, pixels, width, height));
    }

    /// <summary>Writes a picture of red, green and blue to a stream.</summary>
    internal static void WriteRgb(Stream stream, byte[] pixels, int width, int height)
    {
        Check(pixels, width, height, 3);
        Write(stream, pixels, width, height, Colour, 3);
    }

    /// <summary>Writes a grey picture, 0 black to 255 white, as a whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="pixels">The bytes [height, width].</param>
    /// <param name="width">The width in pixels.</param>
    /// <param name="height">The height in pixels.</param>
    /// <exception cref="ArgumentException">The number of bytes does not fit the sides.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void WriteGray(string path, byte[] pixels, int width, int height)
    {
        Check(pixels, width, height, 1);
        AtomicFile.Write(path, stream => Write(stream, pixels, width, height, Gray, 1));
    }

    private static void Check(byte[] pixels, int width, int height, int channels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if (pixels.Length != (long)width * height * channels)
        {
            throw new ArgumentException(
                $"A picture of {width} × {height} pixels and {channels} channels has {(long)width * height * channels} bytes, not {pixels.Length}.",
                nameof(pixels)
            );
        }
    }

    private static void Write(Stream stream, byte[] pixels, int width, int height, byte colourType, int channels)
    {
        stream.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = colourType;
        Chunk(stream, "IHDR"u8, header);
        Chunk(stream, "IDAT"u8, Compress(pixels, width * channels, height));
        Chunk(stream, "IEND"u8, []);
    }

    /// <summary>Every row is preceded by its filter: 0, none, which suits these flat pictures best.</summary>
    private static ReadOnlySpan<byte> Compress(byte[] pixels, int rowLength, int height)
    {
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (int row = 0; row < height; row++)
            {
                zlib.WriteByte(0);
                zlib.Write(pixels, row * rowLength, rowLength);
            }
        }

        return packed.GetBuffer().AsSpan(0, (int)packed.Length);
    }

    private static void Chunk(Stream stream, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        stream.Write(number);
        stream.Write(type);
        stream.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Append(Crc32.Append(0, type), data));
        stream.Write(number);
    }
}

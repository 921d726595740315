using System.Buffers.Binary;
using System.Text;
using RuleCompiler.Files;

namespace RuleCompiler.Images.Png;

/// <summary>Walks through a file's chunks: length, type, data, check sum.</summary>
internal sealed class PngChunks(Stream stream, string file)
{
    private const string Again = "The file is damaged or cut off: write or copy it again.";
    private long start;
    private uint crc;

    /// <summary>The chunk's type, four letters.</summary>
    public string Type { get; private set; } = "";

    /// <summary>Bytes of the chunk's data that are yet to be read.</summary>
    public int Left { get; private set; }

    /// <summary>The chunk, for messages.</summary>
    public string Place => $"chunk {Type} at byte {start}";

    /// <summary>Goes on to the next chunk; the data of this one has been read.</summary>
    /// <exception cref="ImageFileException">The file ends, or declares a chunk beyond its end.</exception>
    public void Next()
    {
        Span<byte> head = stackalloc byte[8];
        start = stream.Position;
        Type = "header";
        Fill(head);
        uint length = BinaryPrimitives.ReadUInt32BigEndian(head);
        foreach (byte letter in head[4..])
        {
            if (!char.IsAsciiLetter((char)letter))
                throw Wrong("A chunk's type is not four letters.");
        }

        Type = Encoding.ASCII.GetString(head[4..]);
        if (length > stream.Length - stream.Position - 4)
            throw Wrong($"It declares {length} bytes, more than the file has left.");
        Left = (int)Math.Min(length, int.MaxValue);
        if (length > int.MaxValue)
            throw Wrong($"It declares {length} bytes, more than a chunk may have.");
        crc = Crc32.Append(0, head[4..]);
        CheckIfRead();
    }

    /// <summary>Reads some of the chunk's data; 0 when there is none left.</summary>
    /// <exception cref="ImageFileException">The check sum is wrong, which shows when the last byte is read.</exception>
    public int Read(Span<byte> buffer)
    {
        int count = stream.Read(buffer[..Math.Min(buffer.Length, Left)]);
        if (count == 0)
            return Left == 0 || buffer.IsEmpty ? 0 : throw Wrong("The file ends within it.");
        crc = Crc32.Append(crc, buffer[..count]);
        Left -= count;
        CheckIfRead();
        return count;
    }

    /// <summary>Reads all of a chunk that has at most <paramref name="most"/> bytes.</summary>
    public byte[] ReadAll(int most)
    {
        if (Left > most)
            throw Wrong($"It has {Left} bytes, more than {most}.");
        var data = new byte[Left];
        for (int at = 0; at < data.Length; )
            at += Read(data.AsSpan(at));
        return data;
    }

    /// <summary>Reads over what is left of the chunk.</summary>
    public void Skip()
    {
        Span<byte> buffer = stackalloc byte[1024];
        while (Read(buffer) > 0) { }
    }

    /// <summary>An error in this chunk.</summary>
    public ImageFileException Wrong(string problem, Exception? inner = null) => new(file, Place, problem, Again, inner);

    private void CheckIfRead()
    {
        if (Left > 0)
            return;
        Span<byte> sum = stackalloc byte[4];
        Fill(sum);
        if (BinaryPrimitives.ReadUInt32BigEndian(sum) != crc)
            throw Wrong("Its check sum is wrong.");
    }

    private void Fill(Span<byte> bytes)
    {
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw Wrong("The file ends too early.");
    }
}

/// <summary>The data of consecutive IDAT chunks as one stream; afterwards the chunks stand at the one that follows.</summary>
internal sealed class PngData(PngChunks chunks) : Stream
{
    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        while (chunks.Type == "IDAT" && chunks.Left == 0)
            chunks.Next();
        return chunks.Type == "IDAT" ? chunks.Read(buffer) : 0;
    }

    /// <inheritdoc/>
    public override void Flush() { }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

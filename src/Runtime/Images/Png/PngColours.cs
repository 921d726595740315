using System.Buffers.Binary;

namespace RuleCompiler.Images.Png;

/// <summary>Turns stored pixels into samples of grey or RGB, with alpha where the file says which are transparent.</summary>
internal sealed class PngColours
{
    private readonly PngHeader header;
    private readonly byte[]? palette;
    private readonly byte[]? alphas;
    private readonly int[]? key;

    /// <param name="header">The header.</param>
    /// <param name="palette">The chunk PLTE, needed by pictures with a palette.</param>
    /// <param name="transparency">The chunk tRNS: alpha for the palette's first entries, or the one transparent colour.</param>
    public PngColours(PngHeader header, byte[]? palette, byte[]? transparency)
    {
        this.header = header;
        if (header.Type == PngHeader.Palette)
            (this.palette, alphas) = (palette, transparency);
        else if (transparency is not null)
            key =
            [
                .. Enumerable
                    .Range(0, transparency.Length / 2)
                    .Select(i => BinaryPrimitives.ReadUInt16BigEndian(transparency.AsSpan(2 * i))),
            ];
        Channels = (this.palette is null ? header.Stored : 3) + (transparency is null ? 0 : 1);
    }

    /// <summary>Samples of a pixel: 1 grey, 3 RGB, and one more for alpha.</summary>
    public int Channels { get; }

    /// <summary>The sample of full light.</summary>
    public int Most => palette is null ? (1 << header.Depth) - 1 : 255;

    /// <summary>The samples of pixel <paramref name="x"/> of a restored row.</summary>
    /// <returns>Whether the palette has the colour.</returns>
    public bool Unpack(ReadOnlySpan<byte> row, int x, Span<ushort> pixel)
    {
        if (palette is not null)
            return FromPalette(Sample(row, x), pixel);
        bool transparent = key is not null;
        for (int i = 0; i < header.Stored; i++)
        {
            int sample = Sample(row, (x * header.Stored) + i);
            pixel[i] = (ushort)sample;
            transparent &= key is not null && sample == key[i];
        }

        if (key is not null)
            pixel[^1] = (ushort)(transparent ? 0 : Most);
        return true;
    }

    private bool FromPalette(int index, Span<ushort> pixel)
    {
        if (3 * index >= palette!.Length)
            return false;
        for (int i = 0; i < 3; i++)
            pixel[i] = palette[(3 * index) + i];
        if (alphas is not null)
            pixel[3] = index < alphas.Length ? alphas[index] : (ushort)255;
        return true;
    }

    private int Sample(ReadOnlySpan<byte> row, int i)
    {
        if (header.Depth == 16)
            return BinaryPrimitives.ReadUInt16BigEndian(row[(2 * i)..]);
        int bit = i * header.Depth; // the first of a byte's samples are its high bits
        return (row[bit / 8] >> (8 - header.Depth - (bit % 8))) & ((1 << header.Depth) - 1);
    }
}

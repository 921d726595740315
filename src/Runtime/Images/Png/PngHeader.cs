using System.Buffers.Binary;

namespace RuleCompiler.Images.Png;

/// <summary>The chunk IHDR.</summary>
/// <param name="Width">The width in pixels.</param>
/// <param name="Height">The height in pixels.</param>
/// <param name="Depth">Bits of a sample.</param>
/// <param name="Type">0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha.</param>
/// <param name="Interlaced">Whether the pixels come in the seven passes of Adam7.</param>
internal readonly record struct PngHeader(int Width, int Height, int Depth, int Type, bool Interlaced)
{
    private const int MaxPixels = 1 << 26;

    /// <summary>The type of pictures with a palette.</summary>
    public const int Palette = 3;

    /// <summary>Samples of a pixel as they are stored.</summary>
    public int Stored =>
        Type switch
        {
            2 => 3,
            4 => 2,
            6 => 4,
            _ => 1,
        };

    /// <summary>Bytes from one pixel to the next, 1 where several share one: what the filters look back by.</summary>
    public int Step => Math.Max(1, Stored * Depth / 8);

    /// <summary>The passes: one over all, or Adam7's.</summary>
    public IReadOnlyList<PngPass> Passes => Interlaced ? PngPass.Adam7 : PngPass.Whole;

    /// <summary>Bytes of a row of <paramref name="width"/> pixels.</summary>
    public int RowLength(int width) => checked((int)((((long)width * Stored * Depth) + 7) / 8));

    /// <summary>Bytes of all rows with their filters.</summary>
    public long DataLength
    {
        get
        {
            long length = 0;
            foreach (PngPass pass in Passes)
            {
                int width = pass.Columns(Width);
                length += width == 0 ? 0 : pass.Rows(Height) * (1L + RowLength(width));
            }

            return length;
        }
    }

    /// <summary>Reads the chunk's 13 bytes.</summary>
    /// <exception cref="ImageFileException">They describe no picture, or one that is too large.</exception>
    public static PngHeader Parse(ReadOnlySpan<byte> bytes, string file)
    {
        const string Place = "chunk IHDR";
        const string Damaged = "The file is damaged: write or copy it again.";
        if (bytes.Length != 13)
            throw new ImageFileException(file, Place, $"It has {bytes.Length} bytes instead of 13.", Damaged);
        uint width = BinaryPrimitives.ReadUInt32BigEndian(bytes),
            height = BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]);
        if (width is 0 or > int.MaxValue || height is 0 or > int.MaxValue)
            throw new ImageFileException(file, Place, $"The picture would be {width} × {height} pixels.", Damaged);
        if ((long)width * height > MaxPixels)
            throw new ImageFileException(
                file,
                Place,
                $"The picture has {width} × {height} pixels, more than {MaxPixels}.",
                "Crop or resize it."
            );
        (int depth, int type) = (bytes[8], bytes[9]);
        bool known = type switch
        {
            0 => depth is 1 or 2 or 4 or 8 or 16,
            Palette => depth is 1 or 2 or 4 or 8,
            2 or 4 or 6 => depth is 8 or 16,
            _ => false,
        };
        if (!known)
            throw new ImageFileException(file, Place, $"There is no colour type {type} of {depth} bits.", Damaged);
        if (bytes[10] != 0 || bytes[11] != 0 || bytes[12] > 1)
            throw new ImageFileException(
                file,
                Place,
                $"The compression {bytes[10]}, filter {bytes[11]} or interlacing {bytes[12]} is unknown.",
                Damaged
            );
        return new PngHeader((int)width, (int)height, depth, type, bytes[12] == 1);
    }
}

/// <summary>Every how many pixels a pass has one.</summary>
/// <param name="Left">The first column.</param>
/// <param name="Top">The first row.</param>
/// <param name="Across">From a column to the next.</param>
/// <param name="Down">From a row to the next.</param>
internal readonly record struct PngPass(int Left, int Top, int Across, int Down)
{
    /// <summary>The one pass of a picture that is not interlaced.</summary>
    public static readonly PngPass[] Whole = [new(0, 0, 1, 1)];

    /// <summary>The passes of an interlaced one (PNG specification, section 8.2).</summary>
    public static readonly PngPass[] Adam7 =
    [
        new(0, 0, 8, 8),
        new(4, 0, 8, 8),
        new(0, 4, 4, 8),
        new(2, 0, 4, 4),
        new(0, 2, 2, 4),
        new(1, 0, 2, 2),
        new(0, 1, 1, 2),
    ];

    /// <summary>Columns of the pass in a picture of this width.</summary>
    public int Columns(int width) => width <= Left ? 0 : 1 + ((width - 1 - Left) / Across);

    /// <summary>Rows of the pass in a picture of this height.</summary>
    public int Rows(int height) => height <= Top ? 0 : 1 + ((height - 1 - Top) / Down);
}

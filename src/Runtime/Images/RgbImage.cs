namespace RuleCompiler;

/// <summary>A picture of 8-bit red, green and blue, row by row from the top left; white to begin with.</summary>
public sealed class RgbImage
{
    /// <summary>Makes a white picture.</summary>
    /// <param name="width">Its width in pixels.</param>
    /// <param name="height">Its height in pixels.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is not positive, or the picture has 2³¹ bytes or more.</exception>
    public RgbImage(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(3L * width * height, Array.MaxLength, nameof(height));
        Width = width;
        Height = height;
        Pixels = new byte[3 * width * height];
        Array.Fill(Pixels, (byte)255);
    }

    /// <summary>Reads a PNG file, in 8 bits a channel; what is transparent is laid over black.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ImageFileException">The file is missing, damaged, no PNG, or has more than 2²⁶ pixels.</exception>
    public static RgbImage Load(string path) => PngPicture.Load(path).ToRgb();

    /// <summary>The width in pixels.</summary>
    public int Width { get; }

    /// <summary>The height in pixels.</summary>
    public int Height { get; }

    /// <summary>The bytes [height, width, 3].</summary>
    public byte[] Pixels { get; }

    /// <summary>The colour of a pixel.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The pixel lies outside the picture.</exception>
    public Rgb this[int x, int y]
    {
        get
        {
            int at = Offset(x, y);
            return new Rgb(Pixels[at], Pixels[at + 1], Pixels[at + 2]);
        }
        set
        {
            int at = Offset(x, y);
            (Pixels[at], Pixels[at + 1], Pixels[at + 2]) = (value.R, value.G, value.B);
        }
    }

    /// <summary>Fills a rectangle; what lies outside the picture is left away.</summary>
    public void Fill(int left, int top, int width, int height, Rgb colour)
    {
        int right = Math.Min(left + width, Width),
            bottom = Math.Min(top + height, Height);
        for (int y = Math.Max(top, 0); y < bottom; y++)
        {
            for (int x = Math.Max(left, 0); x < right; x++)
            {
                this[x, y] = colour;
            }
        }
    }

    /// <summary>Copies another picture into this one; what lies outside is left away.</summary>
    public void Draw(RgbImage image, int left, int top)
    {
        ArgumentNullException.ThrowIfNull(image);
        int first = Math.Max(0, -left),
            count = Math.Min(image.Width, Width - left) - first;
        for (int y = Math.Max(0, -top); count > 0 && y < image.Height && top + y < Height; y++)
        {
            image.Pixels.AsSpan(image.Offset(first, y), 3 * count).CopyTo(Pixels.AsSpan(Offset(left + first, top + y)));
        }
    }

    /// <summary>Writes the picture as a PNG file, as a whole or not at all.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SavePng(string path) => PngWriter.WriteRgb(path, Pixels, Width, Height);

    /// <summary>The bytes of the picture as a PNG file.</summary>
    public byte[] ToPng()
    {
        using var stream = new MemoryStream();
        PngWriter.WriteRgb(stream, Pixels, Width, Height);
        return stream.ToArray();
    }

    private int Offset(int x, int y)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)x, (uint)Width, nameof(x));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)y, (uint)Height, nameof(y));
        return 3 * ((y * Width) + x);
    }
}

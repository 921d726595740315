namespace RuleCompiler;

/// <summary>A height and a width, in pixels. The default value is 1 × 1; an integer stands for a square.</summary>
public readonly record struct Size
{
    private readonly int _heightLessOne;
    private readonly int _widthLessOne;

    /// <summary>Makes a size.</summary>
    public Size(int height, int width)
    {
        _heightLessOne = height - 1;
        _widthLessOne = width - 1;
    }

    /// <summary>The height in pixels.</summary>
    public int Height => _heightLessOne + 1;

    /// <summary>The width in pixels.</summary>
    public int Width => _widthLessOne + 1;

    /// <summary>A square.</summary>
    public static implicit operator Size(int side) => new(side, side);

    /// <summary>Height and width.</summary>
    public static implicit operator Size((int Height, int Width) size) => new(size.Height, size.Width);

    /// <inheritdoc/>
    public override string ToString() => $"{Height}×{Width}";
}

/// <summary>Rows and columns of zeros around an image, per side, in pixels.</summary>
/// <param name="Top">Rows above.</param>
/// <param name="Left">Columns to the left.</param>
/// <param name="Bottom">Rows below.</param>
/// <param name="Right">Columns to the right.</param>
public readonly record struct Padding(int Top, int Left, int Bottom, int Right)
{
    /// <summary>The same on every side.</summary>
    public static implicit operator Padding(int side) => new(side, side, side, side);

    /// <summary>Top, left, bottom, right (the order of ONNX's pads).</summary>
    public static implicit operator Padding((int Top, int Left, int Bottom, int Right) p) =>
        new(p.Top, p.Left, p.Bottom, p.Right);
}

using RuleCompiler.Images.Png;

namespace RuleCompiler;

/// <summary>A picture read from a PNG file, with the file's own precision.</summary>
/// <remarks>
/// Values are taken as they are stored: gamma and colour profiles are not applied, as the tools with which networks
/// are trained do not either. Transparent pixels are laid over black, so that what is not there is 0.
/// </remarks>
public sealed class PngPicture
{
    private readonly string file;
    private readonly int channels;
    private readonly float most;
    private readonly ushort[] samples;

    internal PngPicture(string file, int width, int height, int channels, int most, ushort[] samples)
    {
        this.file = file;
        Width = width;
        Height = height;
        this.channels = channels;
        this.most = most;
        this.samples = samples;
    }

    /// <summary>The width in pixels.</summary>
    public int Width { get; }

    /// <summary>The height in pixels.</summary>
    public int Height { get; }

    /// <summary>Whether the file holds shades of grey only.</summary>
    public bool IsGray => channels < 3;

    private bool HasAlpha => channels is 2 or 4;

    /// <summary>
    /// Reads a picture of 1 to 16 bits a channel, grey, coloured or with a palette, with or without transparency,
    /// interlaced or not.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ImageFileException">The file is missing, damaged, no PNG, or has more than 2²⁶ pixels.</exception>
    public static PngPicture Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return PngReader.Read(path);
    }

    /// <summary>
    /// The picture as a network's input: values from 0, black, to 1, channel by channel. For one channel a coloured
    /// picture is turned to its luma, 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601); for three a grey one is repeated.
    /// </summary>
    /// <param name="shape">[1, height, width] or [3, height, width] (red, green, blue).</param>
    /// <returns>The values, in C order.</returns>
    /// <exception cref="ArgumentException">The shape is not that of a grey or coloured picture.</exception>
    /// <exception cref="ImageFileException">The picture has another size. It is never resized silently.</exception>
    public float[] ToInput(params ReadOnlySpan<int> shape)
    {
        if (shape is not [1 or 3, > 0, > 0])
            throw new ArgumentException(
                $"An input of shape [{string.Join(", ", shape.ToArray())}] is no picture: [1, height, width] or [3, height, width].",
                nameof(shape)
            );
        if (shape[1] != Height || shape[2] != Width)
            throw new ImageFileException(
                file,
                null,
                $"The picture is {Width} pixels wide and {Height} high, the input is {shape[2]} wide and {shape[1]} high.",
                $"Crop or resize it to {shape[2]} × {shape[1]}."
            );
        int plane = Width * Height;
        var values = new float[shape[0] * plane];
        for (int i = 0; i < plane; i++)
        {
            (float red, float green, float blue) = Colour(i);
            if (shape[0] == 1)
                values[i] = IsGray ? red : (0.299f * red) + (0.587f * green) + (0.114f * blue);
            else
                (values[i], values[plane + i], values[(2 * plane) + i]) = (red, green, blue);
        }

        return values;
    }

    /// <summary>The picture in 8 bits a channel, rounded to nearest.</summary>
    public RgbImage ToRgb()
    {
        var image = new RgbImage(Width, Height);
        for (int i = 0; i < Width * Height; i++)
        {
            (float red, float green, float blue) = Colour(i);
            (image.Pixels[3 * i], image.Pixels[(3 * i) + 1], image.Pixels[(3 * i) + 2]) = (
                Level(red),
                Level(green),
                Level(blue)
            );
        }

        return image;
    }

    private (float Red, float Green, float Blue) Colour(int pixel)
    {
        int at = pixel * channels,
            step = IsGray ? 0 : 1;
        float light = HasAlpha ? samples[at + channels - 1] / most : 1;
        return (samples[at] / most * light, samples[at + step] / most * light, samples[at + (2 * step)] / most * light);
    }

    private static byte Level(float value) => (byte)MathF.Round(255 * Math.Min(value, 1));
}

namespace RuleCompiler;

/// <summary>Draws a network's input, to be shown beside its relevance.</summary>
public static class InputPicture
{
    /// <summary>Draws one grey or three colour channels.</summary>
    /// <param name="values">[1, height, width] or [3, height, width] (red, green, blue).</param>
    /// <param name="height">The height of the input.</param>
    /// <param name="width">The width of the input.</param>
    /// <param name="scale">The side of the square of pixels that shows one value.</param>
    /// <param name="low">The value of black; below is clamped.</param>
    /// <param name="high">The value of white; above is clamped. A <paramref name="high"/> below <paramref name="low"/> gives the negative.</param>
    /// <exception cref="ArgumentException">There are neither one nor three channels, low equals high, or a value is NaN.</exception>
    public static RgbImage Render(
        ReadOnlySpan<float> values,
        int height,
        int width,
        int scale = 1,
        float low = 0,
        float high = 1
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        long size = (long)height * width;
        if (values.Length != size && values.Length != 3 * size)
        {
            throw new ArgumentException(
                $"{values.Length} values are neither one nor three channels of {height} × {width}.",
                nameof(values)
            );
        }

        if (!(high - low != 0))
        {
            throw new ArgumentException($"Black and white are both {low}.", nameof(high));
        }

        int green = values.Length == size ? 0 : (int)size;
        var image = new RgbImage(checked(width * scale), checked(height * scale));
        for (int i = 0; i < size; i++)
        {
            var colour = new Rgb(
                Level(values[i], low, high),
                Level(values[i + green], low, high),
                Level(values[i + (2 * green)], low, high)
            );
            image.Fill(i % width * scale, i / width * scale, scale, scale, colour);
        }

        return image;
    }

    private static byte Level(float value, float low, float high) =>
        float.IsNaN(value)
            ? throw new ArgumentException("A value of the input is NaN.", nameof(value))
            : (byte)MathF.Round(255 * Math.Clamp((value - low) / (high - low), 0, 1));
}

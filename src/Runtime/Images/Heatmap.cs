namespace RuleCompiler;

/// <summary>Draws relevance as colours.</summary>
public static class Heatmap
{
    /// <summary>Draws relevance in the colours of <see cref="Colormap"/>, channels summed, scaled by the largest amount.</summary>
    /// <param name="relevance">[height, width] or [channels, height, width].</param>
    /// <param name="height">The height of the relevance.</param>
    /// <param name="width">The width of the relevance.</param>
    /// <param name="scale">The side of the square of pixels that shows one relevance.</param>
    /// <returns>A picture of scale·width × scale·height pixels; all white if every relevance is zero.</returns>
    /// <exception cref="ArgumentException">The length is no multiple of height·width, or a relevance is not finite.</exception>
    public static RgbImage Render(ReadOnlySpan<float> relevance, int height, int width, int scale = 1) =>
        Render(relevance, height, width, scale, limit: 0);

    /// <summary>The same, but with a given amount as the full colour: for pictures that are to be compared.</summary>
    /// <param name="relevance">[height, width] or [channels, height, width].</param>
    /// <param name="height">The height of the relevance.</param>
    /// <param name="width">The width of the relevance.</param>
    /// <param name="scale">The side of the square of pixels that shows one relevance.</param>
    /// <param name="limit">The relevance (of all channels together) at the ends of the colours; 0 takes the largest amount.</param>
    /// <exception cref="ArgumentException">The length is no multiple of height·width, or a relevance is not finite.</exception>
    public static RgbImage Render(ReadOnlySpan<float> relevance, int height, int width, int scale, double limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        double[] sums = SumChannels(relevance, height, width);
        if (limit == 0)
        {
            foreach (double sum in sums)
            {
                limit = Math.Max(limit, Math.Abs(sum));
            }
        }

        var image = new RgbImage(checked(width * scale), checked(height * scale));
        for (int i = 0; i < sums.Length; i++)
        {
            float amount = limit == 0 ? 0 : (float)(sums[i] / limit);
            image.Fill(i % width * scale, i / width * scale, scale, scale, Colormap.Diverging(amount));
        }

        return image;
    }

    /// <summary>Writes relevance of a shape as a picture: all axes before the last two are added, a vector is one row.</summary>
    /// <exception cref="InvalidOperationException">The relevance holds NaN or infinities.</exception>
    internal static void Save(ReadOnlySpan<float> relevance, ReadOnlySpan<int> shape, string path, int scale)
    {
        int bad = relevance.IndexOfAnyNotFinite();
        if (bad >= 0)
            throw new InvalidOperationException(
                $"The relevance holds {relevance[bad]} at index {bad}, which has no colour; look for a rule that divides by zero "
                    + "(LRP-0 does) or for weights whose sums overflow float32."
            );
        (int height, int width) = shape.Length > 1 ? (shape[^2], shape[^1]) : (1, shape[0]);
        Render(relevance, height, width, scale).SavePng(path);
    }

    private static double[] SumChannels(ReadOnlySpan<float> relevance, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        long size = (long)height * width;
        if (relevance.IsEmpty || relevance.Length % size != 0)
        {
            throw new ArgumentException(
                $"{relevance.Length} relevances are no channels of {height} × {width}.",
                nameof(relevance)
            );
        }

        var sums = new double[(int)size];
        for (int i = 0; i < relevance.Length; i++)
        {
            if (!float.IsFinite(relevance[i]))
            {
                throw new ArgumentException($"Relevance {i} is {relevance[i]}.", nameof(relevance));
            }

            sums[i % sums.Length] += relevance[i];
        }

        return sums;
    }
}

namespace RuleCompiler.Laboratory.Sanity;

/// <summary>The relevance of a picture's pixels.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Values">[Height, Width]</param>
public sealed record SaliencyMap(int Height, int Width, IReadOnlyList<double> Values)
{
    /// <summary>Whether every value is a number.</summary>
    public bool IsFinite => Values.All(double.IsFinite);

    /// <summary>A map of relevances in an input's shape; all axes before the last two, and a rule's channels, are added.</summary>
    /// <param name="relevance">[channels, input]</param>
    /// <param name="shape">The input's shape without the batch, [C,H,W] or [H,W].</param>
    /// <exception cref="ArgumentException">The shape is no picture's, or the number of relevances does not fit it.</exception>
    public static SaliencyMap Of(ReadOnlySpan<float> relevance, IReadOnlyList<int> shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (shape.Count < 2)
            throw new ArgumentException(
                $"An input [{string.Join(",", shape)}] is no picture; maps are compared in windows of neighbouring pixels.",
                nameof(shape)
            );
        (int height, int width) = (shape[^2], shape[^1]);
        if (relevance.Length == 0 || relevance.Length % (height * width) != 0)
            throw new ArgumentException(
                $"{relevance.Length} relevances are no pictures of {height} × {width}.",
                nameof(relevance)
            );
        double[] values = new double[height * width];
        for (int i = 0; i < relevance.Length; i++)
            values[i % values.Length] += relevance[i];
        return new(height, width, values);
    }

    /// <summary>The map with the other sign.</summary>
    public SaliencyMap Flipped() => this with { Values = [.. Values.Select(v => -v)] };

    /// <summary>
    /// The map in [0, 1] as the sanity check compares it: values beyond the 1st and the 99th percentile are set to these,
    /// and the rest scaled between them (schulz2020restricting, appendix G.1). A constant map becomes 0.
    /// </summary>
    public SaliencyMap Normalized()
    {
        double[] sorted = [.. Values.Order()];
        double low = Percentile(sorted, 0.01),
            range = Percentile(sorted, 0.99) - low;
        return this with { Values = [.. Values.Select(v => range > 0 ? Math.Clamp((v - low) / range, 0, 1) : 0)] };
    }

    /// <summary>Between the two values about a place in the order, as NumPy's percentile.</summary>
    private static double Percentile(double[] sorted, double part)
    {
        double place = part * (sorted.Length - 1);
        int below = (int)place;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}

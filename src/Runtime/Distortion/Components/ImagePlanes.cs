namespace RuleCompiler;

/// <summary>The planes [height, width] of an image [H,W] or [C,H,W].</summary>
internal readonly record struct ImagePlanes(int Count, int Height, int Width)
{
    public int Each => Height * Width;

    /// <exception cref="ArgumentException">The shape is not that of an image.</exception>
    public static ImagePlanes Of(IReadOnlyList<int> shape, string what)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return shape.Count is 2 or 3 && shape.All(extent => extent > 0)
            ? new(shape.Count == 3 ? shape[0] : 1, shape[^2], shape[^1])
            : throw new ArgumentException(
                $"{what} takes images [H,W] or [C,H,W], not {InputCheck.Text(shape)}.",
                nameof(shape)
            );
    }
}

namespace RuleCompiler;

/// <summary>
/// Fills with what is kept nearby: G = (B(s⊙x) + w·n) / (B(s) + w), B a Gaussian blur of each plane. Where much is kept
/// within the blur's reach G is its average, far away from everything kept it is the draw n. Differentiable.
/// Source: knutsson1993normalized (normalised convolution).
/// </summary>
public sealed class BlurredInfill : IInfill
{
    private readonly ImagePlanes _planes;
    private readonly double[] _kernel;
    private readonly double _weight;

    /// <param name="shape">The image's shape, [H,W] or [C,H,W].</param>
    /// <param name="deviation">The blur's deviation, in pixels; it reaches three times as far.</param>
    /// <param name="drawWeight">w, the weight of the draw; positive.</param>
    /// <exception cref="ArgumentException">It is not the shape of an image.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The deviation or the weight is not positive.</exception>
    public BlurredInfill(IReadOnlyList<int> shape, double deviation = 2, double drawWeight = 0.01)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(deviation);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(drawWeight);
        (_planes, _weight) = (ImagePlanes.Of(shape, nameof(BlurredInfill)), drawWeight);
        int reach = (int)Math.Ceiling(3 * deviation);
        _kernel = new double[(2 * reach) + 1];
        for (int i = 0; i < _kernel.Length; i++)
            _kernel[i] = Math.Exp(-(i - reach) * (i - reach) / (2 * deviation * deviation));
        double sum = _kernel.Sum();
        for (int i = 0; i < _kernel.Length; i++)
            _kernel[i] /= sum;
    }

    /// <inheritdoc/>
    public int? Size => _planes.Count * _planes.Each;

    /// <inheritdoc/>
    public void Fill(
        ReadOnlySpan<double> input,
        ReadOnlySpan<double> map,
        ReadOnlySpan<double> drawn,
        Span<double> filled
    )
    {
        double[] kept = new double[input.Length];
        for (int j = 0; j < kept.Length; j++)
            kept[j] = map[j] * input[j];
        Blur(kept, filled);
        double[] weights = Weights(map);
        for (int j = 0; j < filled.Length; j++)
            filled[j] = (filled[j] + (_weight * drawn[j])) / weights[j];
    }

    /// <inheritdoc/>
    public void Pull(
        ReadOnlySpan<double> input,
        ReadOnlySpan<double> map,
        ReadOnlySpan<double> drawn,
        ReadOnlySpan<double> filled,
        ReadOnlySpan<double> gradient,
        Span<double> into
    )
    {
        // the blur is its own adjoint
        double[] weights = Weights(map),
            above = new double[input.Length],
            below = new double[input.Length],
            blurred = new double[input.Length];
        for (int j = 0; j < above.Length; j++)
        {
            above[j] = gradient[j] / weights[j];
            below[j] = above[j] * filled[j];
        }

        Blur(above, blurred);
        for (int j = 0; j < above.Length; j++)
            into[j] += blurred[j] * input[j];
        Blur(below, blurred);
        for (int j = 0; j < above.Length; j++)
            into[j] -= blurred[j];
    }

    /// <summary>B(s) + w.</summary>
    private double[] Weights(ReadOnlySpan<double> map)
    {
        double[] weights = new double[map.Length];
        Blur(map, weights);
        for (int j = 0; j < weights.Length; j++)
            weights[j] += _weight;
        return weights;
    }

    /// <summary>Along rows, then along columns; zero outside.</summary>
    private void Blur(ReadOnlySpan<double> image, Span<double> into)
    {
        double[] half = new double[image.Length];
        int reach = _kernel.Length / 2,
            width = _planes.Width,
            rows = image.Length / width;
        for (int j = 0; j < half.Length; j++)
        {
            int w = j % width;
            for (int i = Math.Max(-reach, -w); i <= Math.Min(reach, width - 1 - w); i++)
                half[j] += _kernel[reach + i] * image[j + i];
        }

        into.Clear();
        for (int row = 0; row < rows; row++)
        {
            int h = row % _planes.Height;
            for (int i = Math.Max(-reach, -h); i <= Math.Min(reach, _planes.Height - 1 - h); i++)
                DoubleRows.AddScaled(
                    _kernel[reach + i],
                    half.AsSpan((row + i) * width, width),
                    into.Slice(row * width, width)
                );
        }
    }
}

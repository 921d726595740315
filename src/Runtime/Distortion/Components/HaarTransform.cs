namespace RuleCompiler;

/// <summary>
/// The coefficients of the orthonormal two-dimensional Haar wavelet of each plane of an image: at each level pairs a, b
/// along both axes become (a + b)/√2 and (a − b)/√2, and the next level goes on with the corner of sums.
/// Source: mallat1989theory.
/// </summary>
public sealed class HaarTransform : SignalComponents
{
    private static readonly double Half = Math.Sqrt(0.5);
    private readonly int[] _shape;
    private readonly ImagePlanes _planes;

    /// <param name="shape">The image's shape, [H,W] or [C,H,W].</param>
    /// <param name="levels">Levels; 0 for as many as halve both sides without a rest.</param>
    /// <exception cref="ArgumentException">It is not the shape of an image, or its sides cannot be halved so often.</exception>
    public HaarTransform(IReadOnlyList<int> shape, int levels = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(levels);
        _planes = ImagePlanes.Of(shape, nameof(HaarTransform));
        _shape = [.. shape];
        int most = int.TrailingZeroCount(_planes.Height | _planes.Width);
        if (levels > most || most == 0)
            throw new ArgumentException(
                $"Sides of {_planes.Height} and {_planes.Width} are halved {most} times without a rest, not "
                    + $"{Math.Max(levels, 1)}; give fewer levels, or pad the image.",
                nameof(levels)
            );
        Levels = levels == 0 ? most : levels;
    }

    /// <summary>The levels.</summary>
    public int Levels { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<int> Shape => _shape;

    /// <inheritdoc/>
    public override void Analyse(ReadOnlySpan<double> signal, Span<double> components)
    {
        signal.CopyTo(components);
        for (int level = 0; level < Levels; level++)
            Level(components, level, inverse: false);
    }

    /// <inheritdoc/>
    public override void Synthesise(ReadOnlySpan<double> components, Span<double> signal)
    {
        components.CopyTo(signal);
        for (int level = Levels - 1; level >= 0; level--)
            Level(signal, level, inverse: true);
    }

    private void Level(Span<double> values, int level, bool inverse)
    {
        (int height, int width) = (_planes.Height >> level, _planes.Width >> level);
        double[] line = new double[Math.Max(height, width)];
        for (int plane = 0; plane < _planes.Count; plane++)
        {
            Span<double> image = values.Slice(plane * _planes.Each, _planes.Each);
            for (int h = 0; h < height; h++)
                Line(image[(h * _planes.Width)..], 1, line.AsSpan(0, width), inverse);
            for (int w = 0; w < width; w++)
                Line(image[w..], _planes.Width, line.AsSpan(0, height), inverse);
        }
    }

    private static void Line(Span<double> values, int stride, Span<double> line, bool inverse)
    {
        int half = line.Length / 2;
        for (int i = 0; i < half; i++)
        {
            (int even, int odd) = inverse ? (i, half + i) : (2 * i, (2 * i) + 1);
            double a = values[even * stride],
                b = values[odd * stride];
            (line[inverse ? 2 * i : i], line[inverse ? (2 * i) + 1 : half + i]) = (Half * (a + b), Half * (a - b));
        }

        for (int i = 0; i < line.Length; i++)
            values[i * stride] = line[i];
    }
}

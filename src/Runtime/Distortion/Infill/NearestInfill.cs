namespace RuleCompiler;

/// <summary>
/// Fills each pixel with the nearest one that is kept: of those with s at or above a threshold, that of the smallest
/// distance |Δh| + |Δw| within its plane, the one that a breadth-first search in scan order meets first among equals. A
/// plane of which nothing is kept is filled with the draw n.
/// </summary>
/// <remarks>
/// Which pixel is nearest changes in jumps: there is no gradient through G
/// (<see cref="IInfill.Pull"/> adds nothing), which is exact wherever no pixel is at the threshold.
/// </remarks>
public sealed class NearestInfill : IInfill
{
    private readonly ImagePlanes _planes;
    private readonly double _threshold;

    /// <param name="shape">The image's shape, [H,W] or [C,H,W].</param>
    /// <param name="threshold">The least s of a pixel that is kept, in (0, 1].</param>
    /// <exception cref="ArgumentException">It is not the shape of an image.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is not in (0, 1].</exception>
    public NearestInfill(IReadOnlyList<int> shape, double threshold = 0.5)
    {
        if (!(threshold is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "The threshold is in (0, 1].");
        (_planes, _threshold) = (ImagePlanes.Of(shape, nameof(NearestInfill)), threshold);
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
        drawn.CopyTo(filled);
        int[] queue = new int[_planes.Each];
        bool[] met = new bool[_planes.Each];
        for (int plane = 0; plane < _planes.Count; plane++)
        {
            int start = plane * _planes.Each,
                last = 0;
            for (int j = 0; j < met.Length; j++)
            {
                met[j] = map[start + j] >= _threshold;
                if (!met[j])
                    continue;
                queue[last++] = j;
                filled[start + j] = input[start + j];
            }

            Spread(filled.Slice(start, met.Length), met, queue, last);
        }
    }

    private void Spread(Span<double> filled, bool[] met, int[] queue, int last)
    {
        int width = _planes.Width;
        for (int first = 0; first < last; first++)
        {
            int at = queue[first],
                w = at % width;
            Meet(filled, at, at - width, at >= width);
            Meet(filled, at, at - 1, w > 0);
            Meet(filled, at, at + 1, w < width - 1);
            Meet(filled, at, at + width, at + width < met.Length);
        }

        void Meet(Span<double> filled, int from, int to, bool inside)
        {
            if (!inside || met[to])
                return;
            met[to] = true;
            filled[to] = filled[from];
            queue[last++] = to;
        }
    }
}

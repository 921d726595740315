namespace RuleCompiler.Kernels;

/// <summary>
/// The ways in which windows hang over the source along one axis: neighbouring grid positions whose windows have the
/// same taps inside have the same way.
/// </summary>
internal readonly unsafe struct Overhangs
{
    private readonly int* ways; // of each grid position
    private readonly int* ranges; // of each way: its first tap, and the one behind its last

    /// <summary>Looks at every grid position.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="memory">Room for <see cref="Size"/> numbers.</param>
    public Overhangs(in Axis axis, int* memory)
    {
        ways = memory;
        ranges = memory + axis.Grid;
        int way = -1;
        for (int i = 0; i < axis.Grid; i++)
        {
            (int from, int until) = axis.TapsInside(i);
            if (way < 0 || ranges[2 * way] != from || ranges[2 * way + 1] != until)
            {
                way++;
                ranges[2 * way] = from;
                ranges[2 * way + 1] = until;
            }
            ways[i] = way;
        }
    }

    /// <summary>Numbers of memory for an axis.</summary>
    public static int Size(in Axis axis) => axis.Grid + 2 * Count(axis);

    /// <summary>How many ways there are.</summary>
    public static int Count(in Axis axis)
    {
        int count = 0;
        (int From, int Until) last = (-1, -1);
        for (int i = 0; i < axis.Grid; i++)
        {
            (int From, int Until) taps = axis.TapsInside(i);
            count += taps == last ? 0 : 1;
            last = taps;
        }
        return count;
    }

    /// <summary>The part of all taps that lies inside.</summary>
    public static float Inside(in Axis axis)
    {
        float inside = 0;
        for (int i = 0; i < axis.Grid; i++)
        {
            (int from, int until) = axis.TapsInside(i);
            inside += until - from;
        }
        return inside / Math.Max(1, axis.Grid * axis.Taps);
    }

    /// <summary>The way of grid position <paramref name="i"/>.</summary>
    public int Of(int i) => ways[i];

    /// <summary>The taps that lie inside.</summary>
    public (int From, int Until) Taps(int way) => (ranges[2 * way], ranges[2 * way + 1]);
}

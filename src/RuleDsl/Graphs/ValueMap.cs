namespace RuleCompiler;

/// <summary>
/// Where values go: for each coordinate c of the extents, output[Write + Σ c·WriteStrides] is
/// input[Read + Σ c·ReadStrides]. Strides may be negative, and 0 where values are repeated.
/// </summary>
internal sealed record ValueMap(int[] Extents, int Read, int[] ReadStrides, int Write, int[] WriteStrides)
{
    /// <summary>The number of values it writes.</summary>
    public long Count => Extents.Aggregate(1L, (count, extent) => Math.Min(count * extent, int.MaxValue));

    /// <summary>The places of the input it reads, least and largest.</summary>
    public (long Least, long Largest) Reads => Span(Read, ReadStrides);

    /// <summary>The places of the output it writes, least and largest.</summary>
    public (long Least, long Largest) Writes => Span(Write, WriteStrides);

    /// <summary>What is read and where it is written, in row-major order of the coordinates.</summary>
    public IEnumerable<(int From, int To)> Moves()
    {
        var coordinate = new int[Extents.Length];
        int from = Read;
        int to = Write;
        for (long left = Count; left > 0; left--)
        {
            yield return (from, to);
            for (int axis = Extents.Length - 1; axis >= 0; axis--)
            {
                from += ReadStrides[axis];
                to += WriteStrides[axis];
                if (++coordinate[axis] < Extents[axis])
                    break;
                from -= ReadStrides[axis] * Extents[axis];
                to -= WriteStrides[axis] * Extents[axis];
                coordinate[axis] = 0;
            }
        }
    }

    private (long Least, long Largest) Span(int first, int[] strides)
    {
        (long least, long largest) = ((long)first, (long)first);
        for (int axis = 0; axis < strides.Length; axis++)
        {
            long step = (long)strides[axis] * (Extents[axis] - 1);
            least += Math.Min(step, 0);
            largest += Math.Max(step, 0);
        }

        return (least, largest);
    }
}

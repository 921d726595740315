namespace RuleCompiler.Kernels;

/// <summary>
/// What a part of a pool's work needs and all its channels share: which rows of inputs and outputs see each other, the
/// weights, and room for sums. It knows no policy, so that only the loops over lanes are compiled for each.
/// </summary>
internal unsafe struct PoolMeetings
{
    private readonly ConvShape shape;

    /// <summary>The part.</summary>
    public readonly PoolPart Part;

    /// <summary>[rows, …]: the meetings of each row that is written.</summary>
    public readonly Seen* Seen;

    /// <summary>[rows]: how many there are.</summary>
    public readonly int* Counts;

    /// <summary>Groups of columns.</summary>
    public readonly int Groups;

    /// <summary>The rows of outputs whose weights are asked for: first and one past the last.</summary>
    public readonly int First,
        Last;

    /// <summary>Sums along the windows (forward).</summary>
    public readonly PoolSums Sums;

    /// <summary>Whether rows of inputs go by in <see cref="Pairs"/>.</summary>
    public readonly bool ArePaired;

    /// <summary>Windows of two rows.</summary>
    public readonly PoolPairs Pairs;

    /// <summary>Room for a register.</summary>
    public readonly float* Tail;

    /// <summary>The weights.</summary>
    public PoolWeights Weights;

    /// <summary>Works out who meets whom, in <see cref="Size"/> numbers at <paramref name="memory"/>.</summary>
    public PoolMeetings(in ConvShape shape, PoolKind kind, in PoolPart part, int lanes, bool forward, float* memory)
    {
        (this.shape, Part) = (shape, part);
        (First, Last) = Outputs(shape, part, forward);
        Seen = (Seen*)memory;
        Counts = (int*)(Seen + part.Rows * Most(shape, forward));
        Tail = (float*)(Counts + part.Rows);
        memory = Tail + lanes;
        ArePaired = PoolPairs.Fit(shape, kind, lanes) && part.FirstRow % 2 == 0;
        Pairs = new PoolPairs(lanes, ref memory);
        var taps = new PoolTaps(shape, lanes, ref memory);
        Groups = taps.Groups;
        Weights = new PoolWeights(shape, kind, taps, Last - First, lanes, ref memory);
        if (forward)
            Sums = new PoolSums(shape, ref memory);
        Seen* next = Seen;
        for (int row = 0; row < part.Rows; row++)
        {
            int y = part.FirstRow + row;
            Counts[row] = forward ? FindInputs(next, y) : FindOutputs(next, y);
            next += Counts[row];
        }
    }

    /// <summary>How many numbers this takes.</summary>
    public static nint Size(in ConvShape shape, PoolKind kind, in PoolPart part, int lanes, bool forward)
    {
        (int first, int last) = Outputs(shape, part, forward);
        return part.Rows * (Most(shape, forward) * Kernels.Seen.Numbers + 1)
            + lanes
            + PoolPairs.Size(lanes)
            + PoolTaps.Size(shape, lanes)
            + PoolWeights.Size(shape, kind, last - first, lanes)
            + (forward ? PoolSums.Size(shape) : 0);
    }

    private static (int First, int Last) Outputs(in ConvShape shape, in PoolPart part, bool forward) =>
        forward ? (part.FirstRow, part.LastRow) : PoolRows.Seeing(shape, part.FirstRow, part.LastRow);

    /// <summary>At most so many meetings of a row.</summary>
    private static nint Most(in ConvShape shape, bool forward) =>
        (nint)(forward ? shape.KernelHeight : PoolRows.MostSeeing(shape)) * PoolTaps.GroupsOf(shape);

    /// <summary>The rows of inputs that a row of outputs sees, group by group.</summary>
    private readonly int FindInputs(Seen* seen, int y)
    {
        (int from, int until) = PoolRows.Existing(shape, y);
        int top = PoolRows.Top(shape, y);
        for (int group = 0; group < Groups; group++)
        {
            for (int t = from; t < until; t++)
                *seen++ = Weights.Meet(top + t * shape.DilationHeight, y, t, group);
        }
        return (until - from) * Groups;
    }

    /// <summary>The rows of outputs that see a row of inputs, once for each group.</summary>
    private readonly int FindOutputs(Seen* seen, int row)
    {
        int count = 0;
        for (int t = 0; t < shape.KernelHeight; t++)
        {
            int y = PoolRows.Output(shape, row, t);
            for (int group = 0; y >= 0 && group < Groups; group++)
                seen[count++] = Weights.Meet(row, y, t, group);
        }
        return count;
    }
}

namespace RuleCompiler.Kernels;

/// <summary>Moves values as a <see cref="StridedMap"/> says, and relevance back.</summary>
public static class Strided
{
    /// <summary>For each sample <c>output[write] = input[read]</c>.</summary>
    /// <param name="map">Where values go.</param>
    /// <param name="count">N.</param>
    /// <param name="input">[N, map.InputSize].</param>
    /// <param name="output">[N, map.OutputSize]; must not overlap the input.</param>
    /// <param name="clear">Whether places that get no value become 0; otherwise they stay as they are (the other parts of a concatenation).</param>
    /// <param name="threads">Most threads to use; 0 or less: one per processor. The result does not depend on it.</param>
    /// <exception cref="ArgumentException">A plane is too short, or the map was not made by its constructor.</exception>
    public static void Forward(in StridedMap map, int count, Plane input, Plane output, bool clear, int threads)
    {
        Moves moves = map.Forth;
        Require.Count(count, nameof(count));
        Require.Length(input, (nint)count * map.InputSize, nameof(input));
        Require.Length(output, (nint)count * map.OutputSize, nameof(output));
        Run(moves, count, input, map.InputSize, output, map.OutputSize, clear && !moves.Covers, false, threads);
    }

    /// <summary>For each sample <c>below[read] = Σ above[write]</c>: the transpose of <see cref="Forward"/>.</summary>
    /// <param name="map">Where values went.</param>
    /// <param name="count">N.</param>
    /// <param name="above">[N, map.OutputSize].</param>
    /// <param name="below">[N, map.InputSize]; must not overlap the other.</param>
    /// <param name="threads">Most threads to use; 0 or less: one per processor. The result does not depend on it.</param>
    /// <exception cref="ArgumentException">A plane is too short, or the map was not made by its constructor.</exception>
    public static void Backward(in StridedMap map, int count, Plane above, Plane below, int threads)
    {
        Moves moves = map.Back;
        Require.Count(count, nameof(count));
        Require.Length(above, (nint)count * map.OutputSize, nameof(above));
        Require.Length(below, (nint)count * map.InputSize, nameof(below));
        Run(moves, count, above, map.OutputSize, below, map.InputSize, !moves.Covers, !moves.Injective, threads);
    }

    private static void Run(
        Moves moves,
        int count,
        Plane from,
        int fromSize,
        Plane to,
        int toSize,
        bool clear,
        bool add,
        int threads
    )
    {
        if (clear)
        {
            var zeros = new ClearJob(to, (nint)count * toSize);
            Workers.Run(zeros, zeros.Items, Workers.Degree(threads, (double)count * toSize));
        }
        var job = new MoveJob(moves, from, fromSize, to, toSize, add);
        if (moves.Elements > 0)
            Workers.Run(job, checked(count * job.Parts), Workers.Degree(threads, (double)count * moves.Elements));
        from.KeepAlive();
        to.KeepAlive();
    }
}

/// <summary>An item is a piece of the plane.</summary>
internal readonly unsafe struct ClearJob(Plane plane, nint length) : IJob
{
    private const int Piece = 1 << 18;

    /// <summary>How many pieces there are.</summary>
    public int Items => checked((int)((length + Piece - 1) / Piece));

    /// <inheritdoc/>
    public void Do(int item)
    {
        nint start = (nint)item * Piece;
        new Span<float>(plane.Start + start, (int)Math.Min(Piece, length - start)).Clear();
    }
}

/// <summary>An item is a range of steps, along an axis whose steps go to places apart, of one sample.</summary>
internal readonly unsafe struct MoveJob(Moves moves, Plane from, int fromSize, Plane to, int toSize, bool add) : IJob
{
    /// <summary>Steps along the shared axis, and how many an item takes.</summary>
    private readonly int steps = moves.Split < 0 ? 1 : moves.Axes[moves.Split].Extent;
    private readonly int taken = moves.Split < 0 ? 1 : 1 + (moves.Axes[moves.Split].Extent - 1) / moves.Parts;

    /// <summary>Items of one sample.</summary>
    public int Parts => 1 + (steps - 1) / taken;

    /// <inheritdoc/>
    public void Do(int item)
    {
        (int sample, int part) = Math.DivRem(item, Parts);
        int first = part * taken;
        MoveAxis shared = moves.Split < 0 ? default : moves.Axes[moves.Split];
        new MoveLoops(moves, Math.Min(taken, steps - first), add).Along(
            0,
            from.Start + (nint)sample * fromSize + moves.From + (nint)first * shared.From,
            to.Start + (nint)sample * toSize + moves.To + (nint)first * shared.To
        );
    }
}

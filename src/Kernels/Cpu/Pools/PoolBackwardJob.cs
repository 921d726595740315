using System.Runtime.CompilerServices;
using static RuleCompiler.Kernels.LaneMemory;

namespace RuleCompiler.Kernels;

/// <summary>
/// A row of inputs takes what it gets from all rows of outputs that see it, and is written once. An item is some rows
/// of inputs of some channels, so no two write the same number, whether windows overlap or not; who sees whom is
/// worked out once for all of them.
/// </summary>
internal unsafe struct PoolBackwardJob<P, V>(
    P policy,
    ConvShape shape,
    PoolKind kind,
    int columns,
    PoolParts parts,
    Plane input,
    Plane below
) : IJob
    where P : struct, IBackwardTerm
    where V : struct, ILanes<V>
{
    private readonly int outHeight = shape.OutHeight,
        outWidth = shape.OutWidth;
    private readonly bool tailed = shape.Width % V.Width != 0;
    private P policy = policy;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Do(int item)
    {
        PoolPart part = parts[item];
        (int first, int last) = PoolRows.Seeing(shape, part.FirstRow, part.LastRow);
        int rows = part.LastRow - part.FirstRow,
            most = PoolRows.MostSeeing(shape) * PoolTaps.GroupsOf(shape);
        nint taken = PoolTaps.Size(shape, V.Width) + PoolWeights<V>.Size(shape, kind, last - first);
        using Scratch scratch = Scratch.Borrow((nint)rows * most * Seen.Numbers + rows + V.Width + taken);
        Seen* met = (Seen*)scratch.Start;
        int* counts = (int*)(met + (nint)rows * most);
        float* tail = (float*)(counts + rows);
        float* memory = tail + V.Width;
        var taps = new PoolTaps(shape, V.Width, ref memory);
        var weights = new PoolWeights<V>(shape, kind, taps, last - first, ref memory);
        Seen* next = met;
        for (int y = 0; y < rows; y++)
            next += counts[y] = Find(next, weights, part.FirstRow + y, taps.Groups);
        for (int c = part.FirstChannel; c < part.LastChannel; c++)
        {
            (int row, int channel) = Math.DivRem(c, shape.Channels);
            nint plane = (nint)shape.Height * shape.Width,
                above = (nint)outHeight * outWidth;
            Index origin = Index.At(row, columns, shape.InputSize, channel * plane, channel);
            Index outputs = Index.At(row, columns, above * shape.Channels, channel * above, channel);
            weights.Decide(input.Start + origin.Sample, first, last);
            Take(origin.Plus((nint)part.FirstRow * shape.Width), outputs, met, counts, rows, ref weights, tail);
        }
    }

    /// <summary>The rows of outputs that see a row of inputs, once for each group of columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly int Find(Seen* seen, in PoolWeights<V> weights, int row, int groups)
    {
        int count = 0;
        for (int t = 0; t < shape.KernelHeight; t++)
        {
            int y = PoolRows.Output(shape, row, t);
            for (int group = 0; y >= 0 && group < groups; group++)
                seen[count++] = weights.Meet(row, y, t, group);
        }
        return count;
    }

    /// <summary>Writes what rows of a channel get.</summary>
    /// <param name="input">The first.</param>
    /// <param name="outputs">The outputs' channel.</param>
    /// <param name="seen">The rows of outputs that each row sees.</param>
    /// <param name="counts">How many.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="weights">The channel's weights.</param>
    /// <param name="tail">Room for the last register of a row, some of whose numbers may be the register's before.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Take(
        in Index input,
        in Index outputs,
        Seen* seen,
        int* counts,
        int rows,
        ref PoolWeights<V> weights,
        float* tail
    )
    {
        P term = policy;
        Index line = input;
        int width = shape.Width,
            last = width - V.Width;
        float* to = below.Start + input.Full;
        for (int* end = counts + rows; counts < end; counts++, line = line.Plus(width), to += width)
        {
            if (*counts == 0)
                new Span<float>(to, width).Clear();
            else
                weights.Weigh(seen, *counts);
            for (int s = 0; s < *counts; s++, seen++)
            {
                Index above = outputs.Plus((nint)seen->Output * outWidth);
                float* weight = seen->Weights;
                float* exists = seen->Exists;
                int* start = seen->Bases;
                int* pattern = seen->Patterns;
                for (int x = 0; x < width; x += V.Width)
                {
                    int i = Math.Min(x, last);
                    float* sum = i == x ? to + x : tail;
                    var output = new PatternOfOutputs(above.Plus(*start++), pattern);
                    V share = term.Term(line.Plus(i), output, Load<V>(weight + i));
                    share = V.And(share, Load<V>(exists + i)); // where no output is seen it is any number
                    Store(sum, s == 0 ? share : share + Load<V>(sum));
                    pattern += V.Width;
                }
                if (tailed)
                    Store(to + last, Load<V>(tail));
            }
        }
    }
}

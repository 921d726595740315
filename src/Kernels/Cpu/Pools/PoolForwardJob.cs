using System.Runtime.CompilerServices;
using static RuleCompiler.Kernels.LaneMemory;

namespace RuleCompiler.Kernels;

/// <summary>
/// A row of outputs: the terms of all rows of its windows are added along the inputs, then along the windows. An item
/// is some rows of outputs of some channels; who sees whom is worked out once for all of them.
/// </summary>
internal unsafe struct PoolForwardJob<P, V>(
    P policy,
    ConvShape shape,
    PoolKind kind,
    int columns,
    PoolParts parts,
    Plane input,
    Plane output
) : IJob
    where P : struct, IForwardTerm
    where V : struct, ILanes<V>
{
    private readonly int outHeight = shape.OutHeight,
        outWidth = shape.OutWidth;
    private P policy = policy;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Do(int item)
    {
        PoolPart part = parts[item];
        int rows = part.LastRow - part.FirstRow,
            groups = PoolTaps.GroupsOf(shape),
            most = shape.KernelHeight * groups;
        nint taken = PoolTaps.Size(shape, V.Width) + PoolWeights<V>.Size(shape, kind, rows) + PoolSums.Size(shape);
        using Scratch scratch = Scratch.Borrow((nint)rows * most * Seen.Numbers + taken);
        Seen* met = (Seen*)scratch.Start;
        float* memory = (float*)(met + (nint)rows * most);
        var taps = new PoolTaps(shape, V.Width, ref memory);
        var weights = new PoolWeights<V>(shape, kind, taps, rows, ref memory);
        var sums = new PoolSums(shape, ref memory);
        Seen* next = met;
        for (int y = part.FirstRow; y < part.LastRow; y++)
            next += Find(next, weights, y, groups);
        for (int c = part.FirstChannel; c < part.LastChannel; c++)
        {
            (int row, int channel) = Math.DivRem(c, shape.Channels);
            nint plane = (nint)shape.Height * shape.Width;
            Index origin = Index.At(row, columns, shape.InputSize, channel * plane, channel);
            weights.Decide(input.Start + origin.Sample, part.FirstRow, part.LastRow);
            float* to = output.Start + ((nint)c * outHeight + part.FirstRow) * outWidth;
            Seen* seen = met;
            for (int y = part.FirstRow; y < part.LastRow; y++, to += outWidth)
            {
                (int from, int until) = PoolRows.Existing(shape, y);
                int count = until - from;
                weights.Weigh(seen, count * groups);
                for (int group = 0; group < groups; group++, seen += count)
                    Add(origin, seen, count, sums.Terms(group));
                sums.Write(to);
            }
        }
    }

    /// <summary>The rows of inputs that a row of outputs sees.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly int Find(Seen* seen, in PoolWeights<V> weights, int y, int groups)
    {
        (int from, int until) = PoolRows.Existing(shape, y);
        int top = PoolRows.Top(shape, y);
        for (int group = 0; group < groups; group++)
        {
            for (int t = from; t < until; t++)
                *seen++ = weights.Meet(top + t * shape.DilationHeight, y, t, group);
        }
        return (until - from) * groups;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(in Index origin, Seen* seen, int count, float* to)
    {
        P term = policy;
        Index input = origin;
        Seen* end = seen + count;
        nint width = shape.Width;
        int last = shape.Width - V.Width;
        for (int x = 0; x <= last; x = x < last ? Math.Min(x + V.Width, last) : last + 1)
        {
            V sum = V.Zero;
            for (Seen* s = seen; s < end; s++)
                sum += term.Term(input.Plus(s->Input * width + x), Load<V>(s->Weights + x));
            Store(to + x, sum);
        }
    }
}

using System.Runtime.CompilerServices;
using static RuleCompiler.Kernels.LaneMemory;

namespace RuleCompiler.Kernels;

/// <summary>
/// A row of outputs: the terms of all rows of its windows are added along the inputs, then along the windows. An item
/// is some rows of outputs, whose inputs nobody else writes.
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
    private P policy = policy;

    /// <inheritdoc/>
    public void Do(int item)
    {
        PoolPart part = parts[item];
        int rows = part.LastRow - part.FirstRow;
        nint taken = PoolTaps.Size(shape, V.Width) + PoolWeights<V>.Size(shape, kind, rows);
        int groups = PoolTaps.GroupsOf(shape);
        using Scratch scratch = Scratch.Borrow(
            Seen.Numbers * shape.KernelHeight + taken + PoolSums.Size(shape, groups)
        );
        Seen* seen = (Seen*)scratch.Start;
        float* memory = (float*)(seen + shape.KernelHeight);
        var taps = new PoolTaps(shape, V.Width, ref memory);
        var weights = new PoolWeights<V>(shape, kind, taps, rows, ref memory);
        var sums = new PoolSums(shape, groups, ref memory);
        for (int c = part.FirstChannel; c < part.LastChannel; c++)
        {
            (int row, int channel) = Math.DivRem(c, shape.Channels);
            Index origin = Index.At(row, columns, shape.InputSize, (nint)channel * shape.Height * shape.Width, channel);
            weights.Decide(input.Start + origin.Sample, part.FirstRow, part.LastRow);
            for (int y = part.FirstRow; y < part.LastRow; y++)
            {
                for (int group = 0; group < groups; group++)
                {
                    int count = Find(seen, weights, y, group);
                    Add(origin, seen, count, taps.Vectors, sums.Terms(group));
                }
                sums.Write(output.Start + ((nint)c * shape.OutHeight + y) * shape.OutWidth);
            }
        }
    }

    /// <summary>The rows of inputs that a row of outputs sees.</summary>
    private readonly int Find(Seen* seen, in PoolWeights<V> weights, int y, int group)
    {
        (int from, int until) = PoolRows.Existing(shape, y);
        nint top = PoolRows.Top(shape, y);
        for (int t = from; t < until; t++)
            *seen++ = new Seen
            {
                Row = (top + t * shape.DilationHeight) * shape.Width,
                Weights = weights.Row(y, t, group),
            };
        return until - from;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(in Index origin, Seen* seen, int count, int vectors, float* to)
    {
        Seen* end = seen + count;
        for (int v = 0; v < vectors; v++)
        {
            int x = Math.Min(v * V.Width, shape.Width - V.Width);
            V sum = V.Zero;
            for (Seen* s = seen; s < end; s++)
                sum += policy.Term(origin.Plus(s->Row + x), Load<V>(s->Weights + x));
            Store(to + x, sum);
        }
    }
}

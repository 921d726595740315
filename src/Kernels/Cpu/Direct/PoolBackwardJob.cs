using System.Runtime.CompilerServices;
using static RuleCompiler.Kernels.LaneMemory;

namespace RuleCompiler.Kernels;

/// <summary>
/// A row of inputs takes what it gets from all rows of outputs that see it, and is written once. An item is some rows
/// of inputs, so no two write the same number, whether windows overlap or not.
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
    private P policy = policy;

    /// <inheritdoc/>
    public void Do(int item)
    {
        PoolPart part = parts[item];
        (int first, int last) = PoolRows.Seeing(shape, part.FirstRow, part.LastRow);
        int most = shape.KernelHeight * PoolTaps.GroupsOf(shape);
        nint taken = PoolTaps.Size(shape, V.Width) + PoolWeights<V>.Size(shape, kind, last - first);
        using Scratch scratch = Scratch.Borrow(Seen.Numbers * most + taken);
        Seen* seen = (Seen*)scratch.Start;
        float* memory = (float*)(seen + most);
        var taps = new PoolTaps(shape, V.Width, ref memory);
        var weights = new PoolWeights<V>(shape, kind, taps, last - first, ref memory);
        for (int c = part.FirstChannel; c < part.LastChannel; c++)
        {
            (int row, int channel) = Math.DivRem(c, shape.Channels);
            nint plane = (nint)shape.Height * shape.Width,
                above = (nint)shape.OutHeight * shape.OutWidth;
            Index origin = Index.At(row, columns, shape.InputSize, channel * plane, channel);
            Index outputs = Index.At(row, columns, shape.OutputSize, channel * above, channel);
            weights.Decide(input.Start + origin.Sample, first, last);
            for (int y = part.FirstRow; y < part.LastRow; y++)
            {
                int count = Find(seen, taps, weights, y);
                Take(origin.Plus((nint)y * shape.Width), outputs, seen, count, taps.Vectors);
            }
        }
    }

    /// <summary>The rows of outputs that see a row of inputs, once for each group of columns.</summary>
    private readonly int Find(Seen* seen, in PoolTaps taps, in PoolWeights<V> weights, int row)
    {
        int count = 0;
        for (int t = 0; t < shape.KernelHeight; t++)
        {
            int y = PoolRows.Output(shape, row, t);
            for (int group = 0; y >= 0 && group < taps.Groups; group++)
                seen[count++] = new Seen
                {
                    Row = (nint)y * shape.OutWidth,
                    Weights = weights.Row(y, t, group),
                    Exists = taps.Exists(group),
                    Bases = taps.Bases(group),
                    Patterns = taps.Patterns(group),
                };
        }
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Take(in Index origin, in Index outputs, Seen* seen, int count, int vectors)
    {
        Seen* end = seen + count;
        float* to = below.Start + origin.Full;
        for (int v = 0; v < vectors; v++)
        {
            int x = Math.Min(v * V.Width, shape.Width - V.Width);
            V sum = V.Zero;
            for (Seen* s = seen; s < end; s++)
            {
                var output = new PatternOfOutputs(outputs.Plus(s->Row + s->Bases[v]), s->Patterns + v * V.Width);
                V term = policy.Term(origin.Plus(x), output, Load<V>(s->Weights + x));
                sum += V.And(term, Load<V>(s->Exists + x)); // where no output is seen the term is any number
            }
            Store(to + x, sum);
        }
    }
}

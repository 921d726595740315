using System.Runtime.CompilerServices;
using static RuleCompiler.Kernels.LaneMemory;

namespace RuleCompiler.Kernels;

/// <summary>
/// A row of outputs: the terms of all rows of its windows are added along the inputs, then along the windows. An item
/// is some rows of outputs of some channels.
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
    public void Do(int item)
    {
        PoolPart part = parts[item];
        using Scratch scratch = Scratch.Borrow(PoolMeetings.Size(shape, kind, part, V.Width, true));
        var meetings = new PoolMeetings(shape, kind, part, V.Width, true, scratch.Start);
        Add(ref meetings);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(ref PoolMeetings meetings)
    {
        P term = policy;
        nint width = shape.Width,
            plane = shape.Height * width;
        int last = shape.Width - V.Width;
        for (int c = meetings.Part.FirstChannel; c < meetings.Part.LastChannel; c++)
        {
            (int row, int channel) = Math.DivRem(c, shape.Channels);
            Index origin = Index.At(row, columns, plane * shape.Channels, channel * plane, channel);
            meetings.Weights.Decide(input.Start + origin.Sample, meetings.First, meetings.Last);
            Seen* seen = meetings.Seen;
            float* to = output.Start + ((nint)c * outHeight + meetings.First) * outWidth;
            for (int y = 0; y < meetings.Part.Rows; y++, to += outWidth)
            {
                int count = meetings.Counts[y];
                meetings.Weights.Weigh<V>(seen, count);
                for (int group = 0; group < meetings.Groups; group++)
                {
                    Seen* end = seen + count / meetings.Groups;
                    float* terms = meetings.Sums.Terms(group);
                    for (int x = 0; x <= last; x = x < last ? Math.Min(x + V.Width, last) : last + 1)
                    {
                        V sum = V.Zero;
                        for (Seen* s = seen; s < end; s++)
                            sum += term.Term(origin.Plus(s->Input * width + x), Load<V>(s->Weights + x));
                        Store(terms + x, sum);
                    }
                    seen = end;
                }
                meetings.Sums.Write(to);
            }
        }
    }
}

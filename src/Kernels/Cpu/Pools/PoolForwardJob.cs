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
        for (int c = part.FirstChannel; c < part.LastChannel; c++)
        {
            if (!meetings.ArePaired || !AddPairs(meetings, c))
                Add(ref meetings, c);
        }
    }

    /// <summary>Writes outputs of a channel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(ref PoolMeetings meetings, int channelOfAll)
    {
        Index origin = Inputs(channelOfAll);
        float* to = Outputs(meetings, channelOfAll);
        P term = policy;
        nint width = shape.Width;
        int last = shape.Width - V.Width;
        meetings.Weights.Decide(input.Start + origin.Sample, meetings.First, meetings.Last);
        Seen* seen = meetings.Seen;
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

    /// <summary>The same of two rows of inputs at a time; false, and nothing of use, if there is a NaN among them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool AddPairs(in PoolMeetings meetings, int channelOfAll)
    {
        P term = policy;
        PoolPairs pairs = meetings.Pairs;
        int width = shape.Width,
            last = width - V.Width;
        Index upper = Inputs(channelOfAll).Plus(2 * (nint)meetings.First * width);
        float* from = input.Start + upper.Sample;
        float* terms = meetings.Sums.Terms(0),
            to = Outputs(meetings, channelOfAll);
        V numbers = V.Equal(V.Zero, V.Zero);
        for (int y = meetings.First; y < meetings.Last; y++, to += outWidth)
        {
            for (int x = 0; x <= last; x = x < last ? Math.Min(x + V.Width, last) : last + 1)
            {
                numbers = V.And(numbers, pairs.Weigh(Load<V>(from + x), Load<V>(from + width + x), out V w, out V v));
                Store(terms + x, term.Term(upper.Plus(x), w) + term.Term(upper.Plus(width + x), v));
            }
            meetings.Sums.Write(to);
            upper = upper.Plus(2 * width);
            from += 2 * width;
        }
        return V.Sum(V.And(numbers, V.One)) == V.Width;
    }

    private readonly Index Inputs(int channelOfAll) =>
        Index.OfChannel(channelOfAll, shape.Channels, (nint)shape.Height * shape.Width, columns);

    private readonly float* Outputs(in PoolMeetings meetings, int channelOfAll) =>
        output.Start + ((nint)channelOfAll * outHeight + meetings.First) * outWidth;
}

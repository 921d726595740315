using System.Runtime.CompilerServices;
using static RuleCompiler.Kernels.LaneMemory;

namespace RuleCompiler.Kernels;

/// <summary>
/// A row of inputs takes what it gets from all rows of outputs that see it, and is written once. An item is some rows
/// of inputs of some channels, so no two write the same number, whether windows overlap or not.
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
    public void Do(int item)
    {
        PoolPart part = parts[item];
        using Scratch scratch = Scratch.Borrow(PoolMeetings.Size(shape, kind, part, V.Width, false));
        var meetings = new PoolMeetings(shape, kind, part, V.Width, false, scratch.Start);
        for (int c = part.FirstChannel; c < part.LastChannel; c++)
        {
            if (!meetings.ArePaired || !TakePairs(meetings, c))
                Take(ref meetings, c);
        }
    }

    /// <summary>Writes what rows of a channel get.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Take(ref PoolMeetings meetings, int channelOfAll)
    {
        Index origin = Inputs(channelOfAll),
            outputs = Outputs(channelOfAll);
        P term = policy;
        int width = shape.Width,
            last = width - V.Width;
        meetings.Weights.Decide(input.Start + origin.Sample, meetings.First, meetings.Last);
        Index line = origin.Plus((nint)meetings.Part.FirstRow * width);
        float* to = below.Start + line.Full;
        float* tail = meetings.Tail;
        Seen* seen = meetings.Seen;
        int* end = meetings.Counts + meetings.Part.Rows;
        for (int* count = meetings.Counts; count < end; count++, line = line.Plus(width), to += width)
        {
            if (*count == 0)
                new Span<float>(to, width).Clear();
            else
                meetings.Weights.Weigh<V>(seen, *count);
            for (int s = 0; s < *count; s++, seen++)
            {
                Index first = outputs.Plus((nint)seen->Output * outWidth);
                float* weights = seen->Weights;
                float* exists = seen->Exists;
                int* start = seen->Bases;
                int* pattern = seen->Patterns;
                for (int x = 0; x < width; x += V.Width)
                {
                    int i = Math.Min(x, last);
                    float* sum = i == x ? to + x : tail; // the last register may have numbers of the one before
                    var output = new PatternOfOutputs(first.Plus(*start++), pattern);
                    V share = term.Term(line.Plus(i), output, Load<V>(weights + i));
                    share = V.And(share, Load<V>(exists + i)); // where no output is seen it is any number
                    Store(sum, s == 0 ? share : share + Load<V>(sum));
                    pattern += V.Width;
                }
                if (tailed)
                    Store(to + last, Load<V>(tail));
            }
        }
    }

    /// <summary>The same of two rows of inputs at a time; false, and nothing of use, if there is a NaN among them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TakePairs(in PoolMeetings meetings, int channelOfAll)
    {
        P term = policy;
        PoolPairs pairs = meetings.Pairs;
        int width = shape.Width,
            last = width - V.Width;
        Index upper = Inputs(channelOfAll).Plus((nint)meetings.Part.FirstRow * width),
            outputs = Outputs(channelOfAll);
        float* from = input.Start + upper.Sample,
            to = below.Start + upper.Full;
        V numbers = V.Equal(V.Zero, V.Zero);
        for (int y = meetings.First; y < meetings.Last; y++)
        {
            Index first = outputs.Plus((nint)y * outWidth);
            int* start = meetings.Seen->Bases;
            int* pattern = meetings.Seen->Patterns;
            for (int x = 0; x < width; x += V.Width, pattern += V.Width)
            {
                int i = Math.Min(x, last);
                numbers = V.And(numbers, pairs.Weigh(Load<V>(from + i), Load<V>(from + width + i), out V w, out V v));
                var output = new PatternOfOutputs(first.Plus(*start++), pattern);
                Store(to + i, term.Term(upper.Plus(i), output, w));
                Store(to + width + i, term.Term(upper.Plus(width + i), output, v));
            }
            upper = upper.Plus(2 * width);
            from += 2 * width;
            to += 2 * width;
        }
        if (meetings.Part.LastRow > 2 * outHeight) // the last of an odd number of rows is in no window
            new Span<float>(to, width).Clear();
        return V.Sum(V.And(numbers, V.One)) == V.Width;
    }

    private readonly Index Inputs(int channelOfAll) =>
        Index.OfChannel(channelOfAll, shape.Channels, (nint)shape.Height * shape.Width, columns);

    private readonly Index Outputs(int channelOfAll) =>
        Index.OfChannel(channelOfAll, shape.Channels, (nint)outHeight * outWidth, columns);
}

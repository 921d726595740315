using System.Runtime.CompilerServices;
using static RuleCompiler.Kernels.LaneMemory;

namespace RuleCompiler.Kernels;

/// <summary>
/// With which weight the inputs of a row enter the windows they are in, laid out along the inputs. Averages depend on
/// how many rows of a window exist, and are computed once for each such number; for maxima the winner of every window
/// of a row is found first (<see cref="PoolWinners"/>), then each input asks whether it is it.
/// </summary>
internal unsafe struct PoolWeights
{
    private readonly ConvShape shape;
    private readonly PoolKind kind;
    private readonly PoolTaps taps;
    private readonly float* weights;
    private readonly bool* known; // the averages of how many rows
    private PoolWinners winners;

    /// <summary>For at most <paramref name="rows"/> rows of outputs at once; memory at <paramref name="memory"/>, which moves on.</summary>
    public PoolWeights(in ConvShape shape, PoolKind kind, in PoolTaps taps, int rows, int lanes, ref float* memory)
    {
        (this.shape, this.kind, this.taps) = (shape, kind, taps);
        weights = memory;
        known = (bool*)(weights + Numbers(shape));
        memory = (float*)known + shape.KernelHeight;
        new Span<bool>(known, shape.KernelHeight).Clear();
        if (kind == PoolKind.Maximum)
            winners = new PoolWinners(shape, rows, lanes, ref memory);
    }

    /// <summary>How many numbers the weights take.</summary>
    public static nint Size(in ConvShape shape, PoolKind kind, int rows, int lanes) =>
        Numbers(shape) + shape.KernelHeight + (kind == PoolKind.Maximum ? PoolWinners.Size(shape, rows, lanes) : 0);

    /// <summary>A meeting of two rows, with a place for its weights; averages' are final.</summary>
    public readonly Seen Meet(int input, int output, int tap, int group)
    {
        int row = tap;
        if (kind != PoolKind.Maximum)
        {
            (int from, int until) = PoolRows.Existing(shape, output);
            row = kind == PoolKind.Average ? until - from - 1 : 0;
            if (!known[row])
                Averages(row + 1);
            known[row] = true;
        }
        return new Seen
        {
            Input = input,
            Output = output,
            Tap = tap,
            Group = group,
            Weights = Slot(row, group),
            Exists = taps.Exists(group),
            Bases = taps.Bases(group),
            Patterns = taps.Patterns(group),
        };
    }

    /// <summary>Begins a channel, of which output rows [<paramref name="first"/>, <paramref name="last"/>) are asked for.</summary>
    public void Decide(float* channel, int first, int last)
    {
        if (kind == PoolKind.Maximum)
            winners.Decide(channel, first, last);
    }

    /// <summary>Writes the channel's weights of some meetings that differ in tap or group.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Weigh<V>(Seen* seen, int count)
        where V : struct, ILanes<V>
    {
        if (kind != PoolKind.Maximum)
            return;
        for (Seen* end = seen + count; seen < end; seen++)
            Compare<V>(*seen);
    }

    private static nint Numbers(in ConvShape shape) =>
        (nint)shape.KernelHeight * PoolTaps.GroupsOf(shape) * shape.Width;

    private readonly float* Slot(int row, int group) => weights + ((nint)row * taps.Groups + group) * shape.Width;

    /// <summary>1 where an input is the tap that won the window it sees.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Compare<V>(in Seen seen)
        where V : struct, ILanes<V>
    {
        float* winner = winners.Row(seen.Output);
        float* columns = taps.Taps(seen.Group);
        int* bases = seen.Bases;
        int* pattern = seen.Patterns;
        float* to = seen.Weights;
        V row = V.Of((float)seen.Tap * shape.KernelWidth);
        int last = shape.Width - V.Width;
        for (int x = 0; x <= last; x = x < last ? Math.Min(x + V.Width, last) : last + 1)
        {
            V most = Pick(Load<V>(winner + *bases++), pattern);
            Store(to + x, V.And(V.Equal(most, Load<V>(columns + x) + row), V.One));
            pattern += V.Width;
        }
    }

    private readonly void Averages(int rows)
    {
        for (int group = 0; group < taps.Groups; group++)
        {
            float* to = Slot(rows - 1, group);
            float* tap = taps.Taps(group);
            int* column = taps.Columns(group);
            for (int i = 0; i < shape.Width; i++)
                to[i] = tap[i] == PoolTaps.None ? 0 : 1f / Count(rows, column[i]);
        }
    }

    private readonly int Count(int rows, int x)
    {
        if (kind == PoolKind.AverageIncludingPadding)
            return shape.KernelHeight * shape.KernelWidth;
        (int from, int until) = PoolRows.Inside(
            x * shape.StrideWidth - shape.PadLeft,
            shape.DilationWidth,
            shape.KernelWidth,
            shape.Width
        );
        return rows * (until - from);
    }
}

using System.Runtime.CompilerServices;
using static RuleCompiler.Kernels.LaneMemory;

namespace RuleCompiler.Kernels;

/// <summary>
/// With which weight the inputs of a row enter the windows they are in, laid out along the inputs. Averages depend on
/// how many rows of a window exist, and are computed once for each such number; for maxima the winner of every window
/// of a row is found first (<see cref="PoolWinners"/>), then each input asks whether it is it.
/// </summary>
internal unsafe struct PoolWeights<V>
    where V : struct, ILanes<V>
{
    private readonly ConvShape shape;
    private readonly PoolKind kind;
    private readonly PoolTaps taps;
    private PoolWinners winners;
    private readonly float* weights;
    private readonly bool* known;

    /// <summary>For at most <paramref name="rows"/> rows of outputs at once; memory at <paramref name="memory"/>, which moves on.</summary>
    public PoolWeights(in ConvShape shape, PoolKind kind, in PoolTaps taps, int rows, ref float* memory)
    {
        (this.shape, this.kind, this.taps) = (shape, kind, taps);
        weights = memory;
        known = (bool*)(weights + Numbers(shape));
        memory = (float*)known + shape.KernelHeight;
        new Span<bool>(known, shape.KernelHeight).Clear();
        if (kind == PoolKind.Maximum)
            winners = new PoolWinners(shape, rows, V.Width, ref memory);
    }

    /// <summary>How many numbers the weights take.</summary>
    public static nint Size(in ConvShape shape, PoolKind kind, int rows) =>
        Numbers(shape) + shape.KernelHeight + (kind == PoolKind.Maximum ? PoolWinners.Size(shape, rows, V.Width) : 0);

    /// <summary>Finds the maxima of output rows [<paramref name="first"/>, <paramref name="last"/>) of a channel.</summary>
    public void Decide(float* channel, int first, int last)
    {
        if (kind == PoolKind.Maximum)
            winners.Decide(channel, first, last);
    }

    /// <summary>
    /// The weights of the inputs in row <paramref name="tap"/> of the windows of output row <paramref name="y"/>, for
    /// the outputs they see in a group; 0 where they see none. Valid until the next call with the same tap.
    /// </summary>
    public readonly float* Row(int y, int tap, int group)
    {
        if (kind == PoolKind.Maximum)
            return OfMaximum(y, tap, group);
        (int from, int until) = PoolRows.Existing(shape, y);
        int rows = kind == PoolKind.Average ? until - from : 1;
        if (!known[rows - 1])
            Averages(rows);
        known[rows - 1] = true;
        return Slot(rows - 1, group);
    }

    private static nint Numbers(in ConvShape shape) =>
        (nint)shape.KernelHeight * PoolTaps.GroupsOf(shape) * shape.Width;

    private readonly float* Slot(int row, int group) => weights + ((nint)row * taps.Groups + group) * shape.Width;

    private readonly float* OfMaximum(int y, int tap, int group)
    {
        float* to = Slot(tap, group);
        Compare(
            winners.Row(y),
            taps.Taps(group),
            taps.Bases(group),
            taps.Patterns(group),
            (float)tap * shape.KernelWidth,
            to
        );
        return to;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Compare(float* winner, float* columns, int* bases, int* pattern, float before, float* to)
    {
        V row = V.Of(before);
        int vectors = taps.Vectors;
        for (int v = 0; v < vectors; v++, pattern += V.Width)
        {
            int x = Math.Min(v * V.Width, shape.Width - V.Width);
            V most = Pick(Load<V>(winner + bases[v]), pattern);
            Store(to + x, V.And(V.Equal(most, Load<V>(columns + x) + row), V.One));
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

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static RuleCompiler.Kernels.LaneMemory;

namespace RuleCompiler.Kernels;

/// <summary>
/// The first maximum in scan order of each window, NaN above all numbers, as the number of its tap. Windows lie side
/// by side in the lanes. Rows of inputs are first copied between borders of −∞: a window begins with its first tap
/// that exists, and a border is never larger.
/// </summary>
internal unsafe struct PoolWinners
{
    private readonly ConvShape shape;
    private readonly int kept; // rows of inputs that are copied at once
    private readonly nint line;
    private readonly float* lines;
    private readonly float* firsts;
    private readonly float* winners;
    private int first;

    /// <summary>For <paramref name="rows"/> output rows, read <paramref name="lanes"/> numbers at a time; memory at <paramref name="memory"/>, which moves on.</summary>
    public PoolWinners(in ConvShape shape, int rows, int lanes, ref float* memory)
    {
        (this.shape, kept, line) = (shape, Kept(shape), PoolRows.Line(shape));
        lines = memory;
        firsts = lines + kept * line;
        winners = firsts + shape.OutWidth;
        memory = winners + (nint)rows * shape.OutWidth + lanes; // a register may reach over the last row
        for (nint i = 0; i < kept * line; i++)
            lines[i] = float.NegativeInfinity;
        for (int x = 0; x < shape.OutWidth; x++)
            firsts[x] = PoolRows
                .Inside(x * shape.StrideWidth - shape.PadLeft, shape.DilationWidth, shape.KernelWidth, shape.Width)
                .From;
    }

    /// <summary>How many numbers this takes.</summary>
    public static nint Size(in ConvShape shape, int rows, int lanes) =>
        Kept(shape) * PoolRows.Line(shape) + (nint)(rows + 1) * shape.OutWidth + lanes;

    /// <summary>The winners of output row <paramref name="y"/> of those that are decided.</summary>
    public readonly float* Row(int y) => winners + (nint)(y - first) * shape.OutWidth;

    /// <summary>Finds the winners of output rows [<paramref name="from"/>, <paramref name="to"/>) of a channel.</summary>
    public void Decide(float* channel, int from, int to)
    {
        first = from;
        int next = 0; // the input row to copy next
        for (int y = from; y < to; y++)
        {
            int top = PoolRows.Top(shape, y);
            int end = Math.Min(shape.Height, top + (shape.KernelHeight - 1) * shape.DilationHeight + 1);
            for (next = Math.Max(next, top); next < end; next++)
                new Span<float>(channel + (nint)next * shape.Width, shape.Width).CopyTo(
                    new Span<float>(lines + next % kept * line + shape.PadLeft, shape.Width)
                );
            if (Vector256.IsHardwareAccelerated && shape.OutWidth >= Lanes256.Width)
                Scan<Lanes256>(y, top);
            else if (shape.OutWidth >= Lanes128.Width)
                Scan<Lanes128>(y, top);
            else
                Scan<Lane>(y, top);
        }
    }

    private static int Kept(in ConvShape shape) => (shape.KernelHeight - 1) * shape.DilationHeight + 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Scan<V>(int y, int top)
        where V : struct, ILanes<V>
    {
        (int from, int until) = PoolRows.Existing(shape, y);
        int kernel = shape.KernelWidth,
            stride = shape.StrideWidth,
            dilation = shape.DilationWidth,
            width = shape.OutWidth;
        V before = V.Of((float)from * kernel);
        float* to = Row(y);
        for (int x = 0; x < width; x += V.Width)
        {
            x = Math.Min(x, width - V.Width);
            V most = V.Of(float.NegativeInfinity),
                winner = Load<V>(firsts + x) + before,
                tap = before;
            for (int t = from; t < until; t++)
            {
                float* at = lines + (top + t * shape.DilationHeight) % kept * line + (nint)x * stride;
                for (int c = 0; c < kernel; c++, at += dilation, tap += V.One)
                {
                    V value = LoadEvery<V>(at, stride);
                    // larger, or a NaN where there was none
                    V larger = V.And(V.Not(V.LessOrEqual(value, most)), V.Equal(most, most));
                    most = V.Select(larger, value, most);
                    winner = V.Select(larger, tap, winner);
                }
            }
            Store(to + x, winner);
        }
    }
}

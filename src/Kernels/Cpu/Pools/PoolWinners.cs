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
    private readonly int width;
    private readonly bool wide; // few windows with long rows
    private readonly int kept; // rows of inputs that are copied at once
    private readonly int line;
    private readonly int* rows; // of the windows that are looked at: where they are copied
    private readonly float* lines;
    private readonly float* firsts;
    private readonly float* winners;
    private readonly bool* odd; // whether a copied row has a NaN
    private int first;

    /// <summary>For <paramref name="rows"/> output rows, read <paramref name="lanes"/> numbers at a time; memory at <paramref name="memory"/>, which moves on.</summary>
    public PoolWinners(in ConvShape shape, int rows, int lanes, ref float* memory)
    {
        (this.shape, width, kept, line) = (shape, shape.OutWidth, Kept(shape), PoolRows.Line(shape));
        wide = width < Lanes128.Width && shape.DilationWidth == 1 && shape.KernelWidth >= 2 * Lanes256.Width;
        this.rows = (int*)memory;
        lines = (float*)(this.rows + shape.KernelHeight);
        firsts = lines + kept * line;
        winners = firsts + width;
        odd = (bool*)(winners + (nint)rows * width + lanes); // a register may reach over the last row
        memory += Size(shape, rows, lanes);
        for (nint i = 0; i < kept * line; i++)
            lines[i] = float.NegativeInfinity;
        for (int x = 0; x < width; x++)
            firsts[x] = PoolRows
                .Inside(x * shape.StrideWidth - shape.PadLeft, shape.DilationWidth, shape.KernelWidth, shape.Width)
                .From;
    }

    /// <summary>How many numbers this takes.</summary>
    public static nint Size(in ConvShape shape, int rows, int lanes) =>
        shape.KernelHeight + (nint)Kept(shape) * (PoolRows.Line(shape) + 1) + (nint)(rows + 1) * shape.OutWidth + lanes;

    /// <summary>The winners of output row <paramref name="y"/> of those that are decided.</summary>
    public readonly float* Row(int y) => winners + (nint)(y - first) * width;

    /// <summary>Finds the winners of output rows [<paramref name="from"/>, <paramref name="to"/>) of a channel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Decide(float* channel, int from, int to)
    {
        first = from;
        int next = 0, // the input row to copy next, and where to
            slot = 0;
        for (int y = from; y < to; y++)
        {
            int top = PoolRows.Top(shape, y);
            next = Math.Max(next, top);
            for (int end = Math.Min(shape.Height, top + kept); next < end; next++)
            {
                odd[slot] = Copy(
                    channel + (nint)next * shape.Width,
                    lines + (nint)slot * line + shape.PadLeft,
                    shape.Width
                );
                slot = slot + 1 < kept ? slot + 1 : 0;
            }
            (int begin, int until) = PoolRows.Existing(shape, y);
            bool numbers = true;
            for (int t = begin; t < until; t++)
            {
                int row = slot - (next - top - t * shape.DilationHeight);
                row += row < 0 ? kept : 0;
                rows[t - begin] = row * line;
                numbers &= !odd[row];
            }
            float tap = begin * shape.KernelWidth;
            if (numbers && wide)
                AlongWindows(tap, until - begin, Row(y));
            else if (numbers)
                Scan<Numbers>(tap, until - begin, Row(y));
            else
                Scan<NumbersAndNaN>(tap, until - begin, Row(y));
        }
    }

    private static int Kept(in ConvShape shape) => (shape.KernelHeight - 1) * shape.DilationHeight + 1;

    /// <summary>Copies a row and says whether it has a NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Copy(float* from, float* to, int length)
    {
        Vector256<float> numbers = Vector256<float>.AllBitsSet;
        int i = 0;
        for (; i <= length - 8; i += 8)
        {
            Vector256<float> x = Vector256.Load(from + i);
            numbers &= Vector256.Equals(x, x);
            x.Store(to + i);
        }
        bool odd = numbers.ExtractMostSignificantBits() != 0xFF;
        for (; i < length; i++)
        {
            odd |= float.IsNaN(from[i]);
            to[i] = from[i];
        }
        return odd;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Scan<O>(float tap, int count, float* to)
        where O : struct, IOrder
    {
        if (shape.StrideWidth == 1)
            Scan<O, StrideOne>(tap, count, to);
        else if (shape.StrideWidth == 2)
            Scan<O, StrideTwo>(tap, count, to);
        else
            Scan<O, StrideAny>(tap, count, to);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Scan<O, S>(float tap, int count, float* to)
        where O : struct, IOrder
        where S : struct, IStride
    {
        if (Vector256.IsHardwareAccelerated && width >= Lanes256.Width)
            Scan<Lanes256, O, S>(tap, count, to);
        else if (width >= Lanes128.Width)
            Scan<Lanes128, O, S>(tap, count, to);
        else
            Scan<Lane, O, S>(tap, count, to);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Scan<V, O, S>(float tap, int count, float* to)
        where V : struct, ILanes<V>
        where O : struct, IOrder
        where S : struct, IStride
    {
        int kernel = shape.KernelWidth;
        nint stride = shape.StrideWidth,
            dilation = shape.DilationWidth;
        int* begin = rows;
        int* end = begin + count;
        int last = width - V.Width;
        for (int x = 0; x <= last; x = x < last ? Math.Min(x + V.Width, last) : last + 1)
        {
            V most = V.Of(float.NegativeInfinity),
                number = V.Of(tap),
                winner = Load<V>(firsts + x) + number;
            float* from = lines + x * stride;
            for (int* row = begin; row < end; row++)
            {
                float* at = from + *row;
                for (int c = kernel; c > 0; c--, at += dilation, number += V.One)
                {
                    V value = S.Load<V>(at, stride);
                    V larger = O.Larger(value, most);
                    most = V.Select(larger, value, most);
                    winner = V.Select(larger, number, winner);
                }
            }
            Store(to + x, winner);
        }
    }

    /// <summary>Lanes run along the window: first for the maximum, then for where it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void AlongWindows(float tap, int count, float* to)
    {
        int kernel = shape.KernelWidth;
        for (int x = 0; x < width; x++)
        {
            float* window = lines + (nint)x * shape.StrideWidth;
            float most = float.NegativeInfinity;
            for (int r = 0; r < count; r++)
                most = Math.Max(most, Most(window + rows[r], kernel));
            to[x] = firsts[x] + tap; // if all there is is −∞
            for (int r = 0; r < count && most > float.NegativeInfinity; r++)
            {
                int place = new Span<float>(window + rows[r], kernel).IndexOf(most);
                if (place < 0)
                    continue;
                to[x] = tap + (float)r * kernel + place;
                break;
            }
        }
    }

    /// <summary>The largest of at least eight numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Most(float* from, int length)
    {
        Vector256<float> most = Vector256.Load(from + length - 8);
        for (int i = 0; i <= length - 8; i += 8)
            most = Vector256.MaxNative(most, Vector256.Load(from + i));
        float largest = most[0];
        for (int l = 1; l < 8; l++)
            largest = Math.Max(largest, most[l]);
        return largest;
    }

    /// <summary>What a maximum is.</summary>
    private interface IOrder
    {
        static abstract V Larger<V>(V value, V most)
            where V : struct, ILanes<V>;
    }

    private readonly struct Numbers : IOrder
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Larger<V>(V value, V most)
            where V : struct, ILanes<V> => V.Less(most, value);
    }

    private readonly struct NumbersAndNaN : IOrder
    {
        /// <summary>Larger, or a NaN where there was none.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Larger<V>(V value, V most)
            where V : struct, ILanes<V> => V.And(V.Not(V.LessOrEqual(value, most)), V.Equal(most, most));
    }
}

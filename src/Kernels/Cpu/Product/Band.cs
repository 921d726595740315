using System.Runtime.CompilerServices;
using static RuleCompiler.Kernels.LaneMemory;

namespace RuleCompiler.Kernels;

/// <summary>
/// The part of a source channel that a band of grid rows reads, with zeros where there is no source. Each line is
/// kept as one run for each remainder of the column modulo the source step, so that neighbouring grid positions
/// read neighbouring numbers whatever the step.
/// </summary>
internal readonly unsafe struct Band
{
    private readonly Axis vertical,
        horizontal;
    private readonly int firstGridRow,
        firstRow,
        rows,
        firstColumn,
        used, // numbers of a run that results depend on
        run;

    /// <summary>The band of grid rows [<paramref name="first"/>, <paramref name="last"/>), of which <paramref name="positions"/> are read.</summary>
    public Band(in Axis vertical, in Axis horizontal, int first, int last, int positions)
    {
        (this.vertical, this.horizontal, firstGridRow) = (vertical, horizontal, first);
        int lastTapDown = vertical.Offset(Math.Max(0, vertical.Taps - 1));
        int lastTapAcross = horizontal.Offset(Math.Max(0, horizontal.Taps - 1));
        int least = Math.Min(vertical.FirstOffset, lastTapDown);
        firstRow = first * vertical.SourceStep + least;
        rows = (last - 1 - first) * vertical.SourceStep + Math.Max(vertical.FirstOffset, lastTapDown) - least + 1;
        firstColumn = Math.Min(horizontal.FirstOffset, lastTapAcross);
        int reach = Math.Max(horizontal.FirstOffset, lastTapAcross) - firstColumn;
        used = horizontal.Grid + reach / horizontal.SourceStep;
        run = positions + reach / horizontal.SourceStep + 1;
    }

    /// <summary>Numbers kept of one channel.</summary>
    public nint Size => (nint)rows * horizontal.SourceStep * run;

    /// <summary>Where grid row <paramref name="y"/> begins.</summary>
    public nint Line(int y) => (nint)(y - firstGridRow) * vertical.SourceStep * horizontal.SourceStep * run;

    /// <summary>For each tap, how far from the grid position its source number lies.</summary>
    public void Offsets(nint* offsets)
    {
        int top = firstRow - firstGridRow * vertical.SourceStep,
            step = horizontal.SourceStep;
        for (int ty = 0; ty < vertical.Taps; ty++)
        {
            for (int tx = 0; tx < horizontal.Taps; tx++)
            {
                int across = horizontal.Offset(tx) - firstColumn;
                *offsets++ = ((nint)(vertical.Offset(ty) - top) * step + across % step) * run + across / step;
            }
        }
    }

    /// <summary>Copies the band of some channels.</summary>
    public void Copy(float* image, int channels, float* to)
    {
        nint plane = (nint)vertical.Source * horizontal.Source;
        if (horizontal.SourceStep == 1)
        {
            CopyLines(image, plane, channels, to);
            return;
        }
        for (int c = 0; c < channels; c++, image += plane)
        {
            for (int r = 0; r < rows; r++)
            {
                int row = firstRow + r;
                bool exists = (uint)row < (uint)vertical.Source;
                for (int phase = 0; phase < horizontal.SourceStep; phase++, to += run)
                    CopyRun(image + (nint)row * horizontal.Source, exists, firstColumn + phase, to);
            }
        }
    }

    /// <summary>Lines as they are, between zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CopyLines(float* image, nint plane, int channels, float* to)
    {
        nint size = Size;
        new Span<float>(to, checked((int)(channels * size))).Clear();
        int first = Math.Max(0, firstRow),
            last = Math.Min(firstRow + rows, vertical.Source),
            left = Math.Max(0, firstColumn),
            length = Math.Min(firstColumn + used, horizontal.Source) - left;
        image += (nint)first * horizontal.Source + left;
        to += (nint)(first - firstRow) * run + left - firstColumn;
        for (int c = 0; c < channels; c++, image += plane, to += size)
        {
            float* from = image,
                into = to;
            for (int row = first; row < last; row++, from += horizontal.Source, into += run)
                CopyLine(from, length, into);
        }
    }

    /// <summary>Some numbers twice: cheaper than one by one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyLine(float* from, int length, float* to)
    {
        int j = 0,
            last = length - Lanes256.Width;
        for (; j < last; j += Lanes256.Width)
            Store(to + j, Load<Lanes256>(from + j));
        if (last >= 0)
            Store(to + last, Load<Lanes256>(from + last));
        else
        {
            for (; j < length; j++)
                to[j] = from[j];
        }
    }

    /// <summary>Every SourceStep-th number of a line from column <paramref name="column"/> on.</summary>
    private void CopyRun(float* line, bool exists, int column, float* to)
    {
        int step = horizontal.SourceStep;
        int from = Math.Min(used, column >= 0 ? 0 : (-column + step - 1) / step);
        int room = horizontal.Source - column;
        int until = !exists ? from : Math.Clamp(room <= 0 ? 0 : (room + step - 1) / step, from, used);
        new Span<float>(to, from).Clear();
        if (step == 2)
            CopyApart<StrideTwo>(line + column, from, until, 2, to);
        else
            CopyApart<StrideAny>(line + column, from, until, step, to);
        new Span<float>(to + until, used - until).Clear();
    }

    private static void CopyApart<S>(float* line, int from, int until, nint step, float* to)
        where S : struct, IStride
    {
        int j = from;
        for (; j < until - Lanes256.Width; j += Lanes256.Width) // never the last: more may be read than there is
            Store(to + j, S.Load<Lanes256>(line + j * step, step));
        for (; j < until; j++)
            to[j] = line[j * step];
    }
}

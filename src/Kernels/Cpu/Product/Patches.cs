using static RuleCompiler.Kernels.LaneMemory;

namespace RuleCompiler.Kernels;

/// <summary>
/// The patches that a convolution (or its adjoint) multiplies, and where its results go: columns are grid positions of
/// all samples, a unit of depth is a source channel with all its taps. Patches exist only as the panel being multiplied.
/// </summary>
/// <remarks>Nothing here asks for the map of the weights, so one compiled copy serves all rules.</remarks>
internal readonly unsafe struct Patches
{
    /// <summary>The rows of source and target.</summary>
    public readonly Axis Vertical;

    /// <summary>The columns of source and target.</summary>
    public readonly Axis Horizontal;

    /// <summary>The group's first channel in the first sample of the source.</summary>
    public readonly float* Source;

    /// <summary>The same of the target.</summary>
    public readonly float* Target;

    /// <summary>Source channels of a group.</summary>
    public readonly int Units;

    private readonly nint sourceSample,
        targetSample;
    private readonly bool slack;

    /// <summary>One group in one phase of the stride (the only phase 0, if not adjoint).</summary>
    public Patches(in LayerProduct asked, in Plane target, int phase, int group)
    {
        ConvShape s = asked.Shape;
        (int down, int across) = Math.DivRem(phase, s.StrideWidth);
        Vertical = Axis.Down(s, asked.Adjoint, down);
        Horizontal = Axis.Across(s, asked.Adjoint, across);
        (sourceSample, targetSample, slack) = (asked.SourceSize, asked.TargetSize, asked.Slack);
        Source = asked.Source.Start + group * (sourceSample / s.Groups);
        Target = target.Start + group * (targetSample / s.Groups);
        Units = (asked.Adjoint ? s.OutChannels : s.Channels) / s.Groups;
    }

    /// <summary>Taps of a unit.</summary>
    public int UnitDepth => Vertical.Taps * Horizontal.Taps;

    /// <summary>From one channel of the target to the next.</summary>
    public nint RowStride => (nint)Vertical.Target * Horizontal.Target;

    /// <summary>From one channel of the source to the next.</summary>
    public nint SourcePlane => (nint)Vertical.Source * Horizontal.Source;

    /// <summary>Grid positions of one sample.</summary>
    public nint Positions => (nint)Vertical.Grid * Horizontal.Grid;

    /// <summary>The group's first channel in a sample of the source.</summary>
    public float* SourceOf(nint sample) => Source + sample * sourceSample;

    /// <summary>The group's first channel in a sample of the target.</summary>
    public float* TargetOf(nint sample) => Target + sample * targetSample;

    /// <inheritdoc cref="IOperands.PackRight"/>
    public void Pack(nint column, int columns, int width, int unit, int units, float* panel)
    {
        int done = 0;
        while (done < columns)
        {
            (nint sample, nint position) = Math.DivRem(column + done, Positions);
            int y = (int)(position / Horizontal.Grid),
                x = (int)(position % Horizontal.Grid);
            int run = Math.Min(columns - done, Horizontal.Grid - x);
            PackRun(SourceOf(sample), y, x, run, width - done, width, unit, units, panel + done);
            done += run;
        }
        if (columns == width)
            return;
        for (nint k = (nint)units * UnitDepth; k > 0; k--, panel += width)
            new Span<float>(panel + columns, width - columns).Clear();
    }

    /// <inheritdoc cref="IOperands.Locate"/>
    public bool Locate(nint column, int columns, nint* places)
    {
        (nint sample, nint position) = Math.DivRem(column, Positions);
        if (Vertical.IsWhole && Horizontal.IsWhole && position + columns <= Positions)
        {
            for (int j = 0; j < columns; j++)
                places[j] = sample * targetSample + position + j;
            return true;
        }
        for (int j = 0; j < columns; j++)
        {
            (sample, position) = Math.DivRem(column + j, Positions);
            nint y = Vertical.TargetStart + position / Horizontal.Grid * Vertical.TargetStep;
            nint x = Horizontal.TargetStart + position % Horizontal.Grid * Horizontal.TargetStep;
            places[j] = sample * targetSample + y * Horizontal.Target + x;
        }
        return false;
    }

    /// <summary>Turns sums [positions of a tile, planes], <paramref name="size"/> apart, to planes of the target.</summary>
    public void Turn(float* sums, int planes, int size, float* target, nint plane, in GridTile tile)
    {
        if (Vertical.IsWhole && Horizontal.IsWhole && tile.Columns == Horizontal.Grid)
        {
            float* first = target + (nint)tile.Row * tile.Columns; // all lines in one piece
            Interleave<Identity>.Pack(sums, size, tile.Rows * tile.Columns, planes, first, checked((int)plane));
            return;
        }
        for (int y = 0; y < tile.Rows; y++, sums += (nint)tile.Columns * size)
        {
            float* line =
                target
                + (nint)(Vertical.TargetStart + (tile.Row + y) * Vertical.TargetStep) * Horizontal.Target
                + Horizontal.TargetStart
                + (nint)tile.Column * Horizontal.TargetStep;
            if (Horizontal.TargetStep == 1)
            {
                Interleave<Identity>.Pack(sums, size, tile.Columns, planes, line, checked((int)plane));
                continue;
            }
            for (int x = 0; x < tile.Columns; x++)
            {
                float* from = sums + (nint)x * size,
                    to = line + (nint)x * Horizontal.TargetStep;
                for (int p = 0; p < planes; p++)
                    to[p * plane] = from[p];
            }
        }
    }

    /// <summary>Packs <paramref name="run"/> grid positions of one row, every tap, some channels; there is room for more.</summary>
    private void PackRun(float* image, int y, int x, int run, int room, int width, int unit, int units, float* to)
    {
        nint plane = SourcePlane;
        nint unitStep = (nint)UnitDepth * width;
        for (int ty = 0; ty < Vertical.Taps; ty++)
        {
            int sourceY = y * Vertical.SourceStep + Vertical.Offset(ty);
            bool rowExists = (uint)sourceY < (uint)Vertical.Source;
            for (int tx = 0; tx < Horizontal.Taps; tx++, to += width)
            {
                (int from, int until) = rowExists ? Horizontal.Inside(tx, x, x + run) : (x, x);
                float* line =
                    image
                    + unit * plane
                    + (nint)sourceY * Horizontal.Source
                    + (nint)x * Horizontal.SourceStep
                    + Horizontal.Offset(tx);
                Copy(line, plane, to, unitStep, units, from - x, until - x, run, room);
            }
        }
    }

    /// <summary>For each channel: zeros, the numbers [from, until) of the line, zeros up to run.</summary>
    private void Copy(
        float* line,
        nint plane,
        float* to,
        nint unitStep,
        int units,
        int from,
        int until,
        int run,
        int room
    )
    {
        int step = Horizontal.SourceStep;
        bool full = step == 1 && from == 0 && until == run;
        // whole registers where there is room: what they write beyond the run, the next runs overwrite
        if (full && slack && room >= (run + Lanes256.Width - 1 & -Lanes256.Width))
        {
            for (int u = 0; u < units; u++, line += plane, to += unitStep)
            {
                for (int j = 0; j < run; j += Lanes256.Width)
                    Store(to + j, Load<Lanes256>(line + j));
            }
            return;
        }
        for (int u = 0; u < units; u++, line += plane, to += unitStep)
        {
            int j = 0;
            if (full)
            {
                for (; j <= run - Lanes256.Width; j += Lanes256.Width)
                    Store(to + j, Load<Lanes256>(line + j));
                for (; j < run; j++)
                    to[j] = line[j];
                continue;
            }
            for (; j < from; j++)
                to[j] = 0;
            for (; j < until; j++)
                to[j] = line[j * step];
            for (; j < run; j++)
                to[j] = 0;
        }
    }
}

using System.Runtime.CompilerServices;
using static RuleCompiler.Kernels.LaneMemory;

namespace RuleCompiler.Kernels;

/// <summary>
/// A convolution (or its adjoint) as a matrix product without the patch matrix: rows are target channels, columns
/// grid positions of all samples, a unit of depth is a source channel with all its taps. Patches exist only as the
/// panel being multiplied.
/// </summary>
/// <typeparam name="G">g(w).</typeparam>
internal unsafe struct ConvOperands<G> : IOperands
    where G : IWeightMap
{
    /// <summary>The rows of source and target.</summary>
    public Axis Vertical;

    /// <summary>The columns of source and target.</summary>
    public Axis Horizontal;

    /// <summary>The group's first channel in the first sample of the source.</summary>
    public float* Source;

    /// <summary>The group's weights.</summary>
    public float* Weights;

    /// <summary>From a sample of the source to the next.</summary>
    public nint SourceSample;

    /// <summary>From a sample of the target to the next.</summary>
    public nint TargetSample;

    /// <summary>In the weights, from a target channel to the next.</summary>
    public nint WeightRow;

    /// <summary>In the weights, from a source channel to the next.</summary>
    public nint WeightUnit;

    /// <summary>Whether a register may be read where the source ends.</summary>
    public bool Slack;

    /// <summary>In the weights, from a row of the window to the next.</summary>
    public int KernelWidth;

    /// <inheritdoc/>
    public int Units { get; set; }

    /// <inheritdoc/>
    public float* Target { get; set; }

    /// <inheritdoc/>
    public readonly int UnitDepth => Vertical.Taps * Horizontal.Taps;

    /// <inheritdoc/>
    public readonly nint RowStride => (nint)Vertical.Target * Horizontal.Target;

    /// <summary>Grid positions of one sample.</summary>
    public readonly nint Positions => (nint)Vertical.Grid * Horizontal.Grid;

    /// <summary>The product of one group in one phase of the stride (the only phase 0, if not adjoint).</summary>
    public static ConvOperands<G> Of(
        in ConvShape s,
        Plane source,
        Plane weights,
        Plane target,
        bool adjoint,
        int phase,
        int group
    )
    {
        nint window = (nint)s.KernelHeight * s.KernelWidth;
        nint weightsOfOutput = s.Channels / s.Groups * window;
        int inputs = s.Channels / s.Groups,
            outputs = s.OutChannels / s.Groups;
        nint inputPart = (nint)inputs * s.Height * s.Width,
            outputPart = (nint)outputs * s.OutHeight * s.OutWidth;
        (int down, int across) = Math.DivRem(phase, s.StrideWidth);
        return new ConvOperands<G>
        {
            Vertical = Axis.Of(
                adjoint,
                s.Height,
                s.OutHeight,
                s.KernelHeight,
                s.StrideHeight,
                s.PadTop,
                s.DilationHeight,
                down
            ),
            Horizontal = Axis.Of(
                adjoint,
                s.Width,
                s.OutWidth,
                s.KernelWidth,
                s.StrideWidth,
                s.PadLeft,
                s.DilationWidth,
                across
            ),
            Source = source.Start + group * (adjoint ? outputPart : inputPart),
            Target = target.Start + group * (adjoint ? inputPart : outputPart),
            Weights = weights.Start + group * outputs * weightsOfOutput,
            SourceSample = adjoint ? s.OutputSize : s.InputSize,
            TargetSample = adjoint ? s.InputSize : s.OutputSize,
            WeightRow = adjoint ? window : weightsOfOutput,
            WeightUnit = adjoint ? weightsOfOutput : window,
            KernelWidth = s.KernelWidth,
            Units = adjoint ? outputs : inputs,
        };
    }

    /// <summary>Whether the taps are the whole window, in its order (they are not in a phase of a stride).</summary>
    private readonly bool EveryTap =>
        Horizontal.Taps == KernelWidth && Horizontal.TapStep == 1 && Vertical.FirstTap == 0 && Vertical.TapStep == 1;

    /// <inheritdoc/>
    public readonly void PackLeft(int row, int rows, int height, int unit, int units, float* panel)
    {
        if (rows < height)
            new Span<float>(panel, units * UnitDepth * height).Clear();
        PackRows(row, rows, height, unit, units, panel);
    }

    /// <summary>Packs <paramref name="rows"/> rows side by side, <paramref name="height"/> apart from one depth to the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void PackRows(int row, int rows, int height, int unit, int units, float* panel)
    {
        if (EveryTap)
        {
            // the window lies in one piece; forward, all channels do
            bool fused = WeightUnit == UnitDepth;
            nint run = fused ? (nint)units * UnitDepth : UnitDepth;
            float* window = Weights + row * WeightRow + unit * WeightUnit;
            for (int u = 0; u < (fused ? 1 : units); u++, window += WeightUnit, panel += run * height)
                Interleave<G>.Pack(window, WeightRow, rows, run, panel, height);
            return;
        }
        for (int i = 0; i < rows; i++)
        {
            float* to = panel + i;
            float* channel = Weights + (row + i) * WeightRow + unit * WeightUnit;
            for (int u = 0; u < units; u++, channel += WeightUnit)
            {
                for (int y = 0; y < Vertical.Taps; y++)
                {
                    float* from = channel + (nint)Vertical.Tap(y) * KernelWidth + Horizontal.FirstTap;
                    for (int x = 0; x < Horizontal.Taps; x++, to += height, from += Horizontal.TapStep)
                        *to = G.Map(new Lane(*from)).Value;
                }
            }
        }
    }

    /// <inheritdoc/>
    public readonly void PackRight(nint column, int columns, int width, int unit, int units, float* panel)
    {
        int done = 0;
        while (done < columns)
        {
            (nint sample, nint position) = Math.DivRem(column + done, Positions);
            int y = (int)(position / Horizontal.Grid),
                x = (int)(position % Horizontal.Grid);
            int run = Math.Min(columns - done, Horizontal.Grid - x);
            PackRun(Source + sample * SourceSample, y, x, run, width - done, width, unit, units, panel + done);
            done += run;
        }
        if (columns == width)
            return;
        for (nint k = (nint)units * UnitDepth; k > 0; k--, panel += width)
            new Span<float>(panel + columns, width - columns).Clear();
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly bool Locate(nint column, int columns, nint* places)
    {
        (nint sample, nint position) = Math.DivRem(column, Positions);
        if (Vertical.IsWhole && Horizontal.IsWhole && position + columns <= Positions)
        {
            for (int j = 0; j < columns; j++)
                places[j] = sample * TargetSample + position + j;
            return true;
        }
        for (int j = 0; j < columns; j++)
        {
            (sample, position) = Math.DivRem(column + j, Positions);
            nint y = Vertical.TargetStart + position / Horizontal.Grid * Vertical.TargetStep;
            nint x = Horizontal.TargetStart + position % Horizontal.Grid * Horizontal.TargetStep;
            places[j] = sample * TargetSample + y * Horizontal.Target + x;
        }
        return false;
    }

    /// <summary>Packs <paramref name="run"/> grid positions of one row, every tap, some channels; there is room for more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void PackRun(
        float* image,
        int y,
        int x,
        int run,
        int room,
        int width,
        int unit,
        int units,
        float* to
    )
    {
        nint plane = (nint)Vertical.Source * Horizontal.Source;
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Copy(
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
        if (full && Slack && room >= (run + Lanes256.Width - 1 & -Lanes256.Width))
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

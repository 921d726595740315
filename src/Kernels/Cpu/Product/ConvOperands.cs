namespace RuleCompiler.Kernels;

/// <summary>
/// A convolution (or its adjoint) as a matrix product without the patch matrix: rows are target channels, columns and
/// depth those of its <see cref="Patches"/>.
/// </summary>
/// <typeparam name="G">g(w).</typeparam>
internal readonly unsafe struct ConvOperands<G> : IOperands
    where G : IWeightMap
{
    /// <summary>The right factor, and where the target lies.</summary>
    public readonly Patches Patches;
    private readonly float* weights; // of the group
    private readonly nint weightRow, // from a target channel to the next
        weightUnit; // from a source channel to the next
    private readonly int kernelWidth;
    private readonly bool packed;

    /// <summary>The product of one group in one phase of the stride (the only phase 0, if not adjoint).</summary>
    /// <param name="asked">The product.</param>
    /// <param name="target">Where it goes.</param>
    /// <param name="phase">Of the stride.</param>
    /// <param name="group">Of the channels.</param>
    /// <param name="packed">Whether the panels of rows have been packed as they are.</param>
    public ConvOperands(in LayerProduct asked, in Plane target, int phase, int group, bool packed = false)
    {
        this.packed = packed;
        ConvShape s = asked.Shape;
        Patches = new Patches(asked, target, phase, group);
        nint window = (nint)s.KernelHeight * s.KernelWidth,
            output = s.Channels / s.Groups * window;
        weights = asked.Weights.Start + group * (s.OutChannels / s.Groups) * output;
        (weightRow, weightUnit) = asked.Adjoint ? (window, output) : (output, window);
        kernelWidth = s.KernelWidth;
    }

    /// <inheritdoc/>
    public int Units => Patches.Units;

    /// <inheritdoc/>
    public int UnitDepth => Patches.UnitDepth;

    /// <inheritdoc/>
    public bool LiesInRows => false;

    /// <inheritdoc/>
    public nint RowStride => Patches.RowStride;

    /// <inheritdoc/>
    public float* Target => Patches.Target;

    /// <summary>Whether the taps are the whole window, in its order or from its end (they are not in a phase of a stride).</summary>
    private bool EveryTap =>
        UnitDepth > 0
        && Patches.Horizontal.Taps == kernelWidth
        && Math.Abs(Patches.Horizontal.TapStep) == 1
        && Math.Abs(Patches.Vertical.TapStep) == 1;

    /// <summary>The weight between a row and a unit at the first tap of a line; the next ones lie <paramref name="step"/> apart.</summary>
    public float* Weight(int row, int unit, int line, out int step)
    {
        step = Patches.Horizontal.TapStep;
        nint tap = (nint)Patches.Vertical.Tap(line) * kernelWidth + Patches.Horizontal.FirstTap;
        return weights + row * weightRow + unit * weightUnit + tap;
    }

    /// <inheritdoc/>
    public void PackLeft(int row, int rows, int height, int unit, int units, float* panel)
    {
        if (packed)
        {
            Interleave<G>.Map(panel, (nint)units * UnitDepth * height);
            return;
        }
        if (rows < height)
            new Span<float>(panel, units * UnitDepth * height).Clear();
        PackRows(row, rows, height, unit, units, panel);
    }

    /// <summary>Packs <paramref name="rows"/> rows side by side, <paramref name="height"/> apart from one depth to the next.</summary>
    public void PackRows(int row, int rows, int height, int unit, int units, float* panel)
    {
        if (EveryTap && weightRow == 1)
        {
            Interleave<G>.PackColumns(weights + row + unit * weightUnit, weightUnit, rows, units, panel, height);
            return;
        }
        if (EveryTap)
        {
            // the window lies in one piece; forward, all channels do
            bool reversed = Patches.Vertical.TapStep < 0,
                fused = !reversed && weightUnit == UnitDepth;
            nint run = fused ? (nint)units * UnitDepth : UnitDepth;
            float* window = weights + row * weightRow + unit * weightUnit;
            if (reversed)
                panel += (run - 1) * height;
            for (int u = 0; u < (fused ? 1 : units); u++, window += weightUnit, panel += run * height)
                Interleave<G>.Pack(window, weightRow, rows, run, panel, reversed ? -height : height);
            return;
        }
        float* channel = weights + row * weightRow + unit * weightUnit;
        for (int u = 0; u < units; u++, channel += weightUnit)
        {
            for (int y = 0; y < Patches.Vertical.Taps; y++)
            {
                float* from = channel + (nint)Patches.Vertical.Tap(y) * kernelWidth + Patches.Horizontal.FirstTap;
                for (int x = 0; x < Patches.Horizontal.Taps; x++, panel += height, from += Patches.Horizontal.TapStep)
                    Interleave<G>.PackColumn(from, weightRow, rows, panel);
            }
        }
    }

    /// <inheritdoc/>
    public void PackRight(nint column, int columns, int width, int unit, int units, float* panel) =>
        Patches.Pack(column, columns, width, unit, units, panel);

    /// <inheritdoc/>
    public bool Locate(nint column, int columns, nint* places) => Patches.Locate(column, columns, places);
}

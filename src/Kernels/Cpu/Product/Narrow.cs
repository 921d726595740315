namespace RuleCompiler.Kernels;

/// <summary>
/// A convolution (or its adjoint) to few channels a group — depthwise layers, the adjoint of a first layer. The
/// blocked product would pack more than it multiplies; here a band of the source is copied once with its border of
/// zeros, and registers slide over it.
/// </summary>
/// <typeparam name="G">g(w).</typeparam>
/// <typeparam name="V">The lanes.</typeparam>
internal static class Narrow<G, V>
    where G : IWeightMap
    where V : struct, ILanes<V>
{
    /// <summary>Up to this many target channels a group.</summary>
    public const int MostRows = 3;

    /// <summary>Computes one of the targets that are asked for.</summary>
    public static void Run(in LayerProduct asked, in Plane target)
    {
        var job = new NarrowJob<G, V>(asked, target);
        Workers.Run(job, job.Items, asked.Degree);
    }
}

/// <summary>An item is a band of rows of one sample, group and phase.</summary>
internal readonly unsafe struct NarrowJob<G, V>(LayerProduct asked, Plane target) : IJob
    where G : IWeightMap
    where V : struct, ILanes<V>
{
    private const int CopySize = 65536; // numbers of the copied band: 256 KiB, half a second-level cache
    private readonly int band = Math.Min(RowsInCache(asked), RowsForThread(asked));

    /// <summary>How many items.</summary>
    public int Items => checked(asked.Phases * asked.Count * asked.Shape.Groups * Bands);

    private int Bands => (Height(asked) + band - 1) / band;

    private static int RowsInCache(in LayerProduct asked) =>
        Math.Clamp(4096 / (asked.Adjoint ? asked.Shape.Width : asked.Shape.OutWidth), 4, 64);

    private static int RowsForThread(in LayerProduct asked)
    {
        int pieces = Math.Max(1, asked.Degree / (asked.Phases * asked.Count * asked.Shape.Groups));
        return (Height(asked) + pieces - 1) / pieces;
    }

    private static int Height(in LayerProduct asked) => asked.Adjoint ? asked.Shape.Height : asked.Shape.OutHeight;

    /// <inheritdoc/>
    public void Do(int item)
    {
        (item, int part) = Math.DivRem(item, Bands);
        (item, int group) = Math.DivRem(item, asked.Shape.Groups);
        (int sample, int phase) = Math.DivRem(item, asked.Phases);
        var operands = new ConvOperands<G>(asked, target, phase, group);
        Patches o = operands.Patches;
        int first = part * band,
            last = Math.Min(first + band, o.Vertical.Grid);
        if (first >= last || o.Horizontal.Grid == 0)
            return;
        int channels = asked.GroupRows;
        int rows = channels == 1 ? 1 : Narrow<G, V>.MostRows;
        int covered = Sliding<V>.Covered(rows, o.Horizontal.Grid);
        var patch = new Band(o.Vertical, o.Horizontal, first, last, covered);
        // sums are taken in an order that depends on the layer alone, on no cut
        var whole = new Band(o.Vertical, o.Horizontal, 0, Math.Min(RowsInCache(asked), o.Vertical.Grid), covered);
        int unitsAtOnce = (int)Math.Clamp(CopySize / whole.Size, 1, o.Units);

        nint copySize = patch.Size * unitsAtOnce;
        nint weightSize = (nint)unitsAtOnce * o.UnitDepth * rows;
        nint tileSize = 12 * V.Width;
        using Scratch scratch = Scratch.Borrow(copySize + weightSize + tileSize + 2 * (nint)o.UnitDepth);
        nint* offsets = (nint*)scratch.Start;
        float* copy = scratch.Start + 2 * (nint)o.UnitDepth,
            packed = copy + copySize,
            tile = packed + weightSize;
        patch.Offsets(offsets);
        for (int unit = 0; unit < o.Units; unit += unitsAtOnce)
        {
            int units = Math.Min(unitsAtOnce, o.Units - unit);
            patch.Copy(o.SourceOf(sample) + unit * o.SourcePlane, units, copy);
            operands.PackLeft(0, channels, rows, unit, units, packed);
            var sum = new Sliding<V>(units, patch.Size, offsets, o.UnitDepth, packed);
            for (int y = first; y < last; y++)
                Line(o, sample, y, channels, rows, sum, copy + patch.Line(y), tile, unit > 0);
        }
    }

    private static void Line(
        in Patches o,
        int sample,
        int y,
        int channels,
        int rows,
        in Sliding<V> sum,
        float* from,
        float* tile,
        bool accumulate
    )
    {
        float* to =
            o.TargetOf(sample)
            + o.Horizontal.TargetStart
            + (nint)(o.Vertical.TargetStart + y * o.Vertical.TargetStep) * o.Horizontal.Target;
        int x = 0,
            step = o.Horizontal.TargetStep;
        while (x < o.Horizontal.Grid)
        {
            int left = o.Horizontal.Grid - x,
                wide = Sliding<V>.Wide(rows, left);
            if (wide <= left && step == 1 && channels == rows)
            {
                sum.Sum(rows, wide, from + x, to + x, o.RowStride, accumulate);
            }
            else
            {
                sum.Sum(rows, wide, from + x, tile, wide, false);
                for (int i = 0; i < channels; i++)
                    Put(tile + i * wide, to + i * o.RowStride + (nint)x * step, Math.Min(wide, left), step, accumulate);
            }
            x += wide;
        }
    }

    private static void Put(float* tile, float* to, int width, int step, bool accumulate)
    {
        int j = 0;
        for (; step == 1 && j <= width - V.Width; j += V.Width)
        {
            V value = LaneMemory.Load<V>(tile + j);
            LaneMemory.Store(to + j, accumulate ? value + LaneMemory.Load<V>(to + j) : value);
        }
        for (; j < width; j++)
            to[(nint)j * step] = accumulate ? tile[j] + to[(nint)j * step] : tile[j];
    }
}

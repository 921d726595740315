using System.Runtime.CompilerServices;

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

    /// <summary>Source and target are input and output, or output and input if <paramref name="adjoint"/>.</summary>
    public static void Run(
        in ConvShape shape,
        int count,
        Plane source,
        Plane weights,
        Plane target,
        bool adjoint,
        bool accumulate,
        int threads
    )
    {
        var job = new NarrowJob<G, V>(shape, count, source, weights, target, adjoint, accumulate);
        Workers.Run(job, job.Items, Workers.Degree(threads, 2 * count * shape.Multiplications));
    }
}

/// <summary>An item is a band of rows of one sample, group and phase.</summary>
internal readonly unsafe struct NarrowJob<G, V>(
    ConvShape shape,
    int count,
    Plane source,
    Plane weights,
    Plane target,
    bool adjoint,
    bool accumulate
) : IJob
    where G : IWeightMap
    where V : struct, ILanes<V>
{
    private const int CopySize = 65536; // numbers of the copied band: 256 KiB, half a second-level cache
    private readonly int phases = adjoint ? shape.StrideHeight * shape.StrideWidth : 1;
    private readonly int band = Math.Clamp(4096 / (adjoint ? shape.Width : shape.OutWidth), 4, 64);

    /// <summary>How many items.</summary>
    public int Items => checked(phases * count * shape.Groups * Bands);

    private int Bands => ((adjoint ? shape.Height : shape.OutHeight) + band - 1) / band;

    /// <inheritdoc/>
    public void Do(int item)
    {
        (item, int part) = Math.DivRem(item, Bands);
        (item, int group) = Math.DivRem(item, shape.Groups);
        (int sample, int phase) = Math.DivRem(item, phases);
        var o = ConvOperands<G>.Of(shape, source, weights, target, adjoint, phase, group);
        int first = part * band,
            last = Math.Min(first + band, o.Vertical.Grid);
        if (first >= last || o.Horizontal.Grid == 0)
            return;
        int channels = (adjoint ? shape.Channels : shape.OutChannels) / shape.Groups;
        int rows = channels == 1 ? 1 : Narrow<G, V>.MostRows;
        var patch = new Band(o.Vertical, o.Horizontal, first, last, Sliding<V>.Covered(rows, o.Horizontal.Grid));
        int unitsAtOnce = (int)Math.Clamp(CopySize / patch.Size, 1, o.Units);

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
            patch.Copy(o.Source + sample * o.SourceSample + unit * patch.SourcePlane, units, copy);
            o.PackLeft(0, channels, rows, unit, units, packed);
            var sum = new Sliding<V>(units, patch.Size, offsets, o.UnitDepth, packed);
            for (int y = first; y < last; y++)
                Line(o, sample, y, channels, rows, sum, copy + patch.Line(y), tile, accumulate || unit > 0);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Line(
        in ConvOperands<G> o,
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
            o.Target
            + sample * o.TargetSample
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

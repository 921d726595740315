using System.Runtime.CompilerServices;

namespace RuleCompiler.Kernels;

/// <summary>An item is a tile of grid positions of one sample, and a run of blocks of target channels.</summary>
/// <typeparam name="G0">The first map.</typeparam>
/// <typeparam name="G1">The second map; unused where there is one target.</typeparam>
/// <typeparam name="V">The lanes.</typeparam>
internal readonly unsafe struct SkippingJob<G0, G1, V> : IJob
    where G0 : IWeightMap
    where G1 : IWeightMap
    where V : struct, ILanes<V>
{
    private const int FirstLevel = 26 * 1024 / sizeof(float); // a block's weights stay in a 32 KiB cache
    private const int SecondLevel = 256 * 1024 / sizeof(float); // an item's sums in half of the next
    private const int Positions = 128; // of a tile: enough to pay for the way of the weights into the cache
    private readonly ConvOperands<G0> operands;
    private readonly ConvOperands<G1> others;
    private readonly int maps,
        channels,
        channelsAtOnce,
        count,
        unitsAtOnce,
        blocks,
        pieces,
        tileRows,
        tileColumns;
    private readonly float* packed;

    /// <param name="operands">The product by the first map.</param>
    /// <param name="others">That by the second.</param>
    /// <param name="maps">How many maps there are; a block holds as many sums of each channel.</param>
    /// <param name="channels">Of the target.</param>
    /// <param name="count">N.</param>
    /// <param name="degree">Threads.</param>
    /// <param name="packed">Room for <see cref="PackedSize"/> numbers.</param>
    public SkippingJob(
        in ConvOperands<G0> operands,
        in ConvOperands<G1> others,
        int maps,
        int channels,
        int count,
        int degree,
        float* packed
    )
    {
        (this.operands, this.others, this.maps, this.channels, this.count) = (operands, others, maps, channels, count);
        this.packed = packed;
        channelsAtOnce = Block / maps;
        unitsAtOnce = UnitsAtOnce(operands.UnitDepth, operands.Units);
        blocks = (channels + channelsAtOnce - 1) / channelsAtOnce;
        int down = Math.Max(1, operands.Vertical.Grid),
            across = operands.Horizontal.Grid;
        tileColumns = Math.Min(across, Positions / Math.Min(down, Positions / 16)); // a long row has a long tile
        tileRows = tileColumns == 0 ? 0 : Math.Min(down, Positions / tileColumns);
        int tiles = Math.Max(1, count * Tiles),
            wanted = (blocks * Block * Positions + SecondLevel - 1) / SecondLevel;
        pieces = Math.Clamp(degree <= 1 ? wanted : Math.Max(wanted, 2 * degree / tiles), 1, blocks);
    }

    /// <summary>How many items.</summary>
    public int Items => checked(count * Tiles * pieces);

    /// <summary>Blocks of source channels.</summary>
    public int UnitBlocks => (operands.Units + unitsAtOnce - 1) / unitsAtOnce;

    private static int Block => NonzeroSums<V>.Block;

    private int TilesAcross => tileColumns == 0 ? 0 : (operands.Horizontal.Grid + tileColumns - 1) / tileColumns;

    private int Tiles => tileRows == 0 ? 0 : TilesAcross * ((operands.Vertical.Grid + tileRows - 1) / tileRows);

    /// <summary>Numbers of the packed weights; no phase of a stride has more.</summary>
    public static nint PackedSize(in ConvShape shape, int maps, bool adjoint)
    {
        int channels = adjoint ? shape.Channels : shape.OutChannels,
            atOnce = Block / maps;
        nint units = adjoint ? shape.OutChannels : shape.Channels;
        return (channels + atOnce - 1) / atOnce * Block * units * shape.KernelHeight * shape.KernelWidth;
    }

    /// <summary>Packs a block of source channels: [blocks, units, taps, maps, channels of a block].</summary>
    public void Pack(int unitBlock)
    {
        int unit = unitBlock * unitsAtOnce,
            units = Math.Min(unitsAtOnce, operands.Units - unit);
        for (int b = 0; b < blocks; b++)
        {
            float* panel = Weights(unit, units, b);
            int first = b * channelsAtOnce,
                many = Math.Min(channelsAtOnce, channels - first);
            if (many * maps < Block)
                new Span<float>(panel, units * operands.UnitDepth * Block).Clear();
            operands.PackRows(first, many, Block, unit, units, panel);
            if (maps == 2)
                others.PackRows(first, many, Block, unit, units, panel + channelsAtOnce);
        }
    }

    /// <inheritdoc/>
    public void Do(int item)
    {
        (item, int piece) = Math.DivRem(item, pieces);
        (int sample, int place) = Math.DivRem(item, Tiles);
        GridTile tile = Tile(place);
        int atOnce = (blocks + pieces - 1) / pieces;
        int begin = piece * atOnce,
            end = Math.Min(begin + atOnce, blocks);
        if (begin >= end)
            return;
        nint positions = (nint)tile.Rows * tile.Columns,
            blockSize = positions * Block;
        nint sumsSize = (end - begin) * blockSize;
        nint listSize = Nonzeros.Size(operands.Vertical, operands.Horizontal, tile, unitsAtOnce);
        using Scratch scratch = Scratch.Borrow(sumsSize + listSize);
        float* sums = scratch.Start;
        new Span<float>(sums, checked((int)sumsSize)).Clear();
        var list = new Nonzeros(operands.Vertical, operands.Horizontal, tile, unitsAtOnce, sums + sumsSize);
        nint plane = (nint)operands.Vertical.Source * operands.Horizontal.Source;
        for (int unit = 0; unit < operands.Units; unit += unitsAtOnce)
        {
            int units = Math.Min(unitsAtOnce, operands.Units - unit);
            list.Fill(operands.Source + sample * operands.SourceSample + unit * plane, units, Block, tile);
            for (int b = begin; b < end; b++)
                Sum(list, positions, b, Weights(unit, units, b), sums + (b - begin) * blockSize);
        }
        for (int b = begin; b < end; b++)
        {
            float* from = sums + (b - begin) * blockSize;
            int first = b * channelsAtOnce,
                many = Math.Min(channelsAtOnce, channels - first);
            nint to = sample * operands.TargetSample + first * operands.RowStride;
            Turn(from, many, operands.Target + to, tile);
            if (maps == 2)
                Turn(from + channelsAtOnce, many, others.Target + to, tile);
        }
    }

    private static int UnitsAtOnce(int taps, int units)
    {
        int most = Math.Clamp(FirstLevel / Math.Max(1, taps * Block), 1, 64);
        return Math.Min(most >= 8 ? most / 8 * 8 : most, units);
    }

    private GridTile Tile(int place)
    {
        (int down, int across) = Math.DivRem(place, TilesAcross);
        int row = down * tileRows,
            column = across * tileColumns;
        return new GridTile(
            row,
            Math.Min(tileRows, operands.Vertical.Grid - row),
            column,
            Math.Min(tileColumns, operands.Horizontal.Grid - column)
        );
    }

    private float* Weights(int unit, int units, int block) =>
        packed + ((nint)unit * blocks + (nint)block * units) * operands.UnitDepth * Block;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sum(in Nonzeros list, nint positions, int block, float* weights, float* sums)
    {
        bool half = maps == 1 && channels - block * Block <= Block / 2;
        int* counts = list.Counts;
        ulong* entries = list.Entries;
        nint stride = list.Stride;
        for (nint p = 0; p < positions; p++, entries += stride, sums += Block)
            NonzeroSums<V>.Add(entries, counts[p], weights, sums, half);
    }

    /// <summary>Turns a block's sums [positions, channels] to the planes of the target.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Turn(float* sums, int many, float* target, in GridTile tile)
    {
        Axis down = operands.Vertical,
            across = operands.Horizontal;
        nint plane = operands.RowStride;
        for (int y = 0; y < tile.Rows; y++, sums += (nint)tile.Columns * Block)
        {
            float* line =
                target
                + (nint)(down.TargetStart + (tile.Row + y) * down.TargetStep) * across.Target
                + across.TargetStart
                + (nint)tile.Column * across.TargetStep;
            if (across.TargetStep == 1)
            {
                Interleave<Identity>.Pack(sums, Block, tile.Columns, many, line, checked((int)plane));
                continue;
            }
            for (int x = 0; x < tile.Columns; x++)
            {
                float* from = sums + (nint)x * Block,
                    to = line + (nint)x * across.TargetStep;
                for (int c = 0; c < many; c++)
                    to[c * plane] = from[c];
            }
        }
    }
}

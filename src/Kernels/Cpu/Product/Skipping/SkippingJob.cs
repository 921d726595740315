using System.Runtime.CompilerServices;

namespace RuleCompiler.Kernels;

/// <summary>An item is a tile of grid positions of one sample, and a run of row blocks.</summary>
internal readonly unsafe struct SkippingJob<G0, G1, V> : IJob
    where G0 : IWeightMap
    where G1 : IWeightMap
    where V : struct, ILanes<V>
{
    private const int FirstLevel = 26 * 1024 / sizeof(float); // a block's weights stay in a 32 KiB cache
    private const int SecondLevel = 256 * 1024 / sizeof(float); // an item's sums in half of the next
    private const int Positions = 128; // of a tile: enough to pay for the way of the weights into the cache
    private readonly ConvOperands<G0> first;
    private readonly ConvOperands<G1> second;
    private readonly int rows,
        maps,
        count,
        unitsAtOnce,
        rowBlocks,
        rowPieces,
        tileRows,
        tileColumns;
    private readonly float* packed;

    public SkippingJob(
        in ConvOperands<G0> first,
        in ConvOperands<G1> second,
        int rows,
        int maps,
        int count,
        int degree,
        float* packed
    )
    {
        (this.first, this.second, this.rows, this.maps, this.count) = (first, second, rows, maps, count);
        this.packed = packed;
        unitsAtOnce = UnitsAtOnce(first.UnitDepth, first.Units);
        rowBlocks = (rows * maps + BlockRows - 1) / BlockRows;
        tileColumns = Math.Min(first.Horizontal.Grid, 16);
        tileRows = tileColumns == 0 ? 0 : Math.Clamp(Positions / tileColumns, 1, Math.Max(1, first.Vertical.Grid));
        int tiles = Math.Max(1, count * Tiles),
            pieces = (rowBlocks * BlockRows * Positions + SecondLevel - 1) / SecondLevel;
        rowPieces = Math.Clamp(degree <= 1 ? pieces : Math.Max(pieces, 2 * degree / tiles), 1, rowBlocks);
    }

    private static int BlockRows => NonzeroSums<V>.Rows;

    /// <summary>How many items.</summary>
    public int Items => checked(count * Tiles * rowPieces);

    /// <summary>Blocks of source channels.</summary>
    public int UnitBlocks => (first.Units + unitsAtOnce - 1) / unitsAtOnce;

    private int TilesAcross => tileColumns == 0 ? 0 : (first.Horizontal.Grid + tileColumns - 1) / tileColumns;

    private int Tiles => tileRows == 0 ? 0 : TilesAcross * ((first.Vertical.Grid + tileRows - 1) / tileRows);

    /// <summary>Numbers of the packed weights; no phase of a stride has more.</summary>
    public static nint PackedSize(in ConvShape shape, bool two, bool adjoint)
    {
        int rows = (adjoint ? shape.Channels : shape.OutChannels) * (two ? 2 : 1);
        nint units = adjoint ? shape.OutChannels : shape.Channels;
        return (rows + BlockRows - 1) / BlockRows * BlockRows * units * shape.KernelHeight * shape.KernelWidth;
    }

    /// <summary>Packs a block of source channels: [row blocks, units, taps, rows of a block].</summary>
    public void Pack(int block)
    {
        int unit = block * unitsAtOnce,
            units = Math.Min(unitsAtOnce, first.Units - unit);
        nint size = (nint)units * first.UnitDepth * BlockRows;
        for (int b = 0; b < rowBlocks; b++)
        {
            float* panel = Weights(unit, units, b);
            int row = b * BlockRows,
                end = Math.Min(row + BlockRows, rows * maps);
            if (end - row < BlockRows)
                new Span<float>(panel, checked((int)size)).Clear();
            int firstEnd = Math.Min(end, rows);
            if (row < firstEnd)
                first.PackRows(row, firstEnd - row, BlockRows, unit, units, panel);
            int from = Math.Max(row, rows);
            if (from < end)
                second.PackRows(from - rows, end - from, BlockRows, unit, units, panel + (from - row));
        }
    }

    /// <inheritdoc/>
    public void Do(int item)
    {
        (item, int piece) = Math.DivRem(item, rowPieces);
        (int sample, int place) = Math.DivRem(item, Tiles);
        (int down, int across) = Math.DivRem(place, TilesAcross);
        int row = down * tileRows,
            column = across * tileColumns;
        var tile = new GridTile(
            row,
            Math.Min(tileRows, first.Vertical.Grid - row),
            column,
            Math.Min(tileColumns, first.Horizontal.Grid - column)
        );
        int blocksAtOnce = (rowBlocks + rowPieces - 1) / rowPieces;
        int begin = piece * blocksAtOnce,
            end = Math.Min(begin + blocksAtOnce, rowBlocks);
        if (begin >= end)
            return;
        nint positions = (nint)tile.Rows * tile.Columns;
        nint sumsSize = (end - begin) * positions * BlockRows;
        nint listSize = Nonzeros.Size(first.Vertical, first.Horizontal, tile, unitsAtOnce);
        using Scratch scratch = Scratch.Borrow(sumsSize + listSize);
        float* sums = scratch.Start;
        new Span<float>(sums, checked((int)sumsSize)).Clear();
        var list = new Nonzeros(first.Vertical, first.Horizontal, tile, unitsAtOnce, sums + sumsSize);
        nint plane = (nint)first.Vertical.Source * first.Horizontal.Source;
        for (int unit = 0; unit < first.Units; unit += unitsAtOnce)
        {
            int units = Math.Min(unitsAtOnce, first.Units - unit);
            list.Fill(first.Source + sample * first.SourceSample + unit * plane, units, BlockRows, tile);
            for (int b = begin; b < end; b++)
                Sum(list, positions, b, Weights(unit, units, b), sums + (b - begin) * positions * BlockRows);
        }
        for (int b = begin; b < end; b++)
            Put(sums + (b - begin) * positions * BlockRows, tile, sample, b);
    }

    private static int UnitsAtOnce(int taps, int units)
    {
        int most = Math.Clamp(FirstLevel / Math.Max(1, taps * BlockRows), 1, 64);
        return Math.Min(most >= 8 ? most / 8 * 8 : most, units);
    }

    private float* Weights(int unit, int units, int block) =>
        packed + ((nint)unit * rowBlocks + (nint)block * units) * first.UnitDepth * BlockRows;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sum(in Nonzeros list, nint positions, int block, float* weights, float* sums)
    {
        int* places = list.Places,
            counts = list.Counts;
        float* values = list.Values;
        nint stride = list.Stride;
        bool half = rows * maps - block * BlockRows <= BlockRows / 2;
        for (nint p = 0; p < positions; p++, places += stride, values += stride, sums += BlockRows)
        {
            if (half)
                NonzeroSums<V>.AddHalf(places, values, counts[p], weights, sums);
            else
                NonzeroSums<V>.Add(places, values, counts[p], weights, sums);
        }
    }

    /// <summary>Turns a block's sums [positions, rows] to the planes of the target.</summary>
    private void Put(float* sums, in GridTile tile, int sample, int block)
    {
        int row = block * BlockRows,
            end = Math.Min(row + BlockRows, rows * maps),
            firstEnd = Math.Min(end, rows),
            from = Math.Max(row, rows);
        if (row < firstEnd)
            Turn(sums, firstEnd - row, first.Target + sample * first.TargetSample + row * first.RowStride, tile);
        if (from < end)
            Turn(sums + (from - row), end - from, second.Target + sample * second.TargetSample + (from - rows) * first.RowStride, tile);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Turn(float* sums, int channels, float* target, in GridTile tile)
    {
        Axis down = first.Vertical,
            across = first.Horizontal;
        nint plane = first.RowStride;
        for (int y = 0; y < tile.Rows; y++, sums += (nint)tile.Columns * BlockRows)
        {
            float* line =
                target
                + (nint)(down.TargetStart + (tile.Row + y) * down.TargetStep) * across.Target
                + across.TargetStart
                + (nint)tile.Column * across.TargetStep;
            if (across.TargetStep == 1)
            {
                Interleave<Identity>.Pack(sums, BlockRows, tile.Columns, channels, line, checked((int)plane));
                continue;
            }
            for (int x = 0; x < tile.Columns; x++)
            {
                float* from = sums + (nint)x * BlockRows,
                    to = line + (nint)x * across.TargetStep;
                for (int c = 0; c < channels; c++)
                    to[c * plane] = from[c];
            }
        }
    }
}

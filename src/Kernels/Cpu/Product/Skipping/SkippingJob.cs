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
    private const int MostUnits = 64; // of a list, so that a tile's stay in the second-level cache
    private const int Positions = 128; // of a tile: enough to pay for the way of the weights into the cache
    private readonly Patches patches;
    private readonly ConvOperands<G0> operands;
    private readonly ConvOperands<G1> others;
    private readonly int maps,
        channels,
        count,
        unitsAtOnce,
        tapsAtOnce,
        pieces,
        tileRows,
        tileColumns;
    private readonly ChannelBlocks blocks;
    private readonly float* packed;

    /// <param name="asked">The product.</param>
    /// <param name="phase">Of the stride.</param>
    /// <param name="degree">Threads.</param>
    /// <param name="packed">Room for <see cref="PackedSize"/> numbers.</param>
    public SkippingJob(in LayerProduct asked, int phase, int degree, float* packed)
    {
        operands = new ConvOperands<G0>(asked, asked.First, phase, 0);
        others = new ConvOperands<G1>(asked, asked.Second ?? asked.First, phase, 0);
        patches = operands.Patches;
        (maps, channels, count) = (asked.Maps, asked.Rows, asked.Count);
        this.packed = packed;
        blocks = Cut(asked);
        unitsAtOnce = UnitsAtOnce(blocks.Step, patches.Units);
        tapsAtOnce = Math.Max(1, FirstLevel / (unitsAtOnce * blocks.Step));
        int down = Math.Max(1, patches.Vertical.Grid),
            across = patches.Horizontal.Grid;
        tileColumns = Math.Min(across, Positions / Math.Min(down, Positions / 16)); // a long row has a long tile
        tileRows = tileColumns == 0 ? 0 : Math.Min(down, Positions / tileColumns);
        int tiles = Math.Max(1, count * Tiles),
            wanted = (channels * maps * Positions + SecondLevel - 1) / SecondLevel;
        pieces = Math.Clamp(degree <= 1 ? wanted : Math.Max(wanted, 2 * degree / tiles), 1, blocks.Count);
        int lacking = (degree + tiles * pieces - 1) / (tiles * pieces);
        if (lacking > 1) // an item for each thread, though each brings all weights into its cache
            tileRows = (tileRows + lacking - 1) / lacking;
    }

    /// <summary>How many items.</summary>
    public int Items => checked(count * Tiles * pieces);

    /// <summary>Blocks of source channels.</summary>
    public int UnitBlocks => (patches.Units + unitsAtOnce - 1) / unitsAtOnce;

    private static int Block => NonzeroSums<V>.Block;

    /// <summary>
    /// Whether the maps are w and one of its parts, which is cheaper made of a w in a register than loaded. Both parts are
    /// not: that takes an instruction for each product.
    /// </summary>
    private static bool WithPart =>
        typeof(G0) == typeof(Identity) && (typeof(G1) == typeof(PositivePart) || typeof(G1) == typeof(NegativePart));

    /// <summary>Whether one copy of the weights serves both maps.</summary>
    private bool Shares => maps == 2 && WithPart;

    private int TilesAcross => tileColumns == 0 ? 0 : (patches.Horizontal.Grid + tileColumns - 1) / tileColumns;

    private int Tiles => tileRows == 0 ? 0 : TilesAcross * ((patches.Vertical.Grid + tileRows - 1) / tileRows);

    /// <summary>Numbers of the packed weights; no phase of a stride has more.</summary>
    public static nint PackedSize(in LayerProduct asked)
    {
        nint units = asked.Adjoint ? asked.Shape.OutChannels : asked.Shape.Channels;
        ChannelBlocks blocks = Cut(asked);
        return units * asked.Shape.KernelHeight * asked.Shape.KernelWidth * blocks.Count * blocks.Step;
    }

    /// <summary>Packs a block of source channels: [blocks, taps, units, maps, channels of a block], one map where it serves both.</summary>
    public void Pack(int unitBlock)
    {
        int unit = unitBlock * unitsAtOnce,
            units = Math.Min(unitsAtOnce, patches.Units - unit);
        bool isPixel = patches.UnitDepth == 1; // all channels in one piece
        int atOnce = isPixel ? units : 1,
            height = isPixel ? blocks.Step : units * blocks.Step;
        for (int b = 0; b < blocks.Count; b++)
        {
            float* panel = Weights(unit, units, b);
            int first = blocks.First(b),
                many = Math.Min(blocks.Size(b), channels - first);
            if (many < blocks.Size(b))
                new Span<float>(panel, units * patches.UnitDepth * blocks.Step).Clear();
            for (int u = 0; u < units; u += atOnce, panel += atOnce * blocks.Step)
            {
                operands.PackRows(first, many, height, unit + u, atOnce, panel);
                if (maps == 2 && !Shares)
                    others.PackRows(first, many, height, unit + u, atOnce, panel + blocks.Size(b));
            }
        }
    }

    /// <inheritdoc/>
    public void Do(int item)
    {
        (item, int piece) = Math.DivRem(item, pieces);
        (int sample, int place) = Math.DivRem(item, Tiles);
        GridTile tile = Tile(place);
        int atOnce = (blocks.Count + pieces - 1) / pieces;
        int begin = piece * atOnce,
            end = Math.Min(begin + atOnce, blocks.Count);
        if (begin >= end)
            return;
        nint positions = (nint)tile.Rows * tile.Columns,
            sumsOfChannel = positions * maps;
        int firstOfAll = blocks.First(begin);
        nint sumsSize = (blocks.First(end) - firstOfAll) * sumsOfChannel;
        nint listSize = Nonzeros.Size(patches.Vertical, patches.Horizontal, tile, unitsAtOnce);
        using Scratch scratch = Scratch.Borrow(sumsSize + listSize);
        float* sums = scratch.Start;
        new Span<float>(sums, checked((int)sumsSize)).Clear();
        var list = new Nonzeros(patches.Vertical, patches.Horizontal, tile, unitsAtOnce, sums + sumsSize);
        for (int unit = 0; unit < patches.Units; unit += unitsAtOnce)
        {
            int units = Math.Min(unitsAtOnce, patches.Units - unit);
            list.Fill(patches.SourceOf(sample) + unit * patches.SourcePlane, units, blocks.Step);
            for (int b = begin; b < end; b++)
                Sum(
                    list,
                    tile,
                    b,
                    units,
                    Weights(unit, units, b),
                    sums + (blocks.First(b) - firstOfAll) * sumsOfChannel
                );
        }
        for (int b = begin; b < end; b++)
        {
            int first = blocks.First(b),
                size = blocks.Size(b),
                many = Math.Min(size, channels - first);
            float* from = sums + (first - firstOfAll) * sumsOfChannel;
            nint to = first * patches.RowStride;
            patches.Turn(from, many, size * maps, patches.TargetOf(sample) + to, patches.RowStride, tile);
            if (maps == 2)
                patches.Turn(
                    from + size,
                    many,
                    size * maps,
                    others.Patches.TargetOf(sample) + to,
                    patches.RowStride,
                    tile
                );
        }
    }

    /// <summary>Source channels of a list: in equal parts, and in groups of eight, as they are listed.</summary>
    private static int UnitsAtOnce(int weights, int units)
    {
        int most = Math.Clamp(FirstLevel / weights, 8, MostUnits),
            parts = (units + most - 1) / most;
        return Math.Min(((units + parts - 1) / parts + 7) / 8 * 8, units);
    }

    private GridTile Tile(int place)
    {
        (int down, int across) = Math.DivRem(place, TilesAcross);
        int row = down * tileRows,
            column = across * tileColumns;
        return new GridTile(
            row,
            Math.Min(tileRows, patches.Vertical.Grid - row),
            column,
            Math.Min(tileColumns, patches.Horizontal.Grid - column)
        );
    }

    private float* Weights(int unit, int units, int block) =>
        packed + ((nint)unit * blocks.Count + (nint)block * units) * patches.UnitDepth * blocks.Step;

    private static ChannelBlocks Cut(in LayerProduct asked) =>
        new(asked.Rows, asked.Maps, Block, asked.Maps == 2 && WithPart);

    /// <summary>Some taps after the other: their weights stay in the first-level cache while the tile's positions go by.</summary>
    private void Sum(in Nonzeros list, in GridTile tile, int block, int units, float* weights, float* sums)
    {
        int size = blocks.Size(block) * maps,
            taps = patches.UnitDepth;
        nint tapStep = (nint)units * blocks.Step;
        for (int tap = 0; tap < taps; tap += tapsAtOnce)
        {
            float* line = sums;
            for (int y = 0; y < tile.Rows; y++, line += (nint)tile.Columns * size)
            {
                NonzeroLine seen = list.Line(y, tap, Math.Min(tapsAtOnce, taps - tap));
                Sum(seen, block, weights + tap * tapStep, tapStep, line, size);
            }
        }
    }

    private void Sum(in NonzeroLine line, int block, float* weights, nint tapStep, float* sums, int size)
    {
        if (!Shares)
            NonzeroSums<V>.Add(line, weights, tapStep, sums, size);
        else if (blocks.IsWide(block))
            NonzeroParts<G0, G1, V>.AddWide(line, weights, tapStep, sums);
        else
            NonzeroParts<G0, G1, V>.Add(line, weights, tapStep, sums);
    }
}

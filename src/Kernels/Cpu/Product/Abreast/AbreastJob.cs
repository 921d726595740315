namespace RuleCompiler.Kernels;

/// <summary>
/// An item is some lines and rows of one group, in one phase of the stride, for the samples that lie abreast.
/// </summary>
/// <typeparam name="G0">The first map.</typeparam>
/// <typeparam name="G1">The second map; unused where there is one target.</typeparam>
/// <typeparam name="T">The register block.</typeparam>
internal readonly unsafe struct AbreastJob<G0, G1, T> : IJob
    where G0 : IWeightMap
    where G1 : IWeightMap
    where T : struct, ITile
{
    private readonly LayerProduct asked;
    private readonly TurnJob<T> source;
    private readonly int rowStep,
        lineStep;

    /// <param name="asked">The product.</param>
    /// <param name="source">Its source, turned.</param>
    /// <param name="degree">Threads.</param>
    public AbreastJob(in LayerProduct asked, in TurnJob<T> source, int degree)
    {
        this.asked = asked;
        this.source = source;
        int wanted = degree <= 1 ? 1 : Ceiling(4 * degree, Blocks * asked.Phases * asked.Shape.Groups);
        rowStep = Ceiling(Ceiling(asked.GroupRows, T.Rows), wanted) * T.Rows;
        lineStep = Ceiling(Lines, Ceiling(wanted, RowPieces));
    }

    /// <summary>How many items.</summary>
    public int Items => checked(Blocks * asked.Phases * asked.Shape.Groups * RowPieces * LinePieces);

    private int Blocks => asked.Count / T.Columns;

    private int RowPieces => Ceiling(asked.GroupRows, rowStep);

    private int LinePieces => Ceiling(Lines, lineStep);

    private int Lines => Math.Max(1, new Patches(asked, asked.First, 0, 0).Vertical.Grid); // phase 0 has the most

    /// <summary>Numbers of memory that an item of so many lines needs.</summary>
    public static nint ScratchSize(in Patches patches, int maps, int lines)
    {
        int units = Blocked<T>.UnitsAtOnce(patches.UnitDepth, patches.Units);
        return maps * SumsSize(patches, lines) + (nint)units * patches.UnitDepth * T.Rows + Depths.Size(patches, units);
    }

    /// <inheritdoc/>
    public void Do(int item)
    {
        (item, int across) = Math.DivRem(item, LinePieces);
        (item, int down) = Math.DivRem(item, RowPieces);
        (item, int group) = Math.DivRem(item, asked.Shape.Groups);
        (int block, int phase) = Math.DivRem(item, asked.Phases);
        var operands = new ConvOperands<G0>(asked, asked.First, phase, group);
        LayerProduct latter = asked.Latter;
        var others = new ConvOperands<G1>(latter, latter.First, phase, group, typeof(G0) == typeof(Identity));
        Patches patches = operands.Patches;
        int line = across * lineStep,
            lines = Math.Min(lineStep, patches.Vertical.Grid - line);
        if (lines <= 0)
            return;
        var tile = new GridTile(line, lines, 0, patches.Horizontal.Grid);
        int units = Blocked<T>.UnitsAtOnce(patches.UnitDepth, patches.Units);
        nint sums = SumsSize(patches, lines);
        using Scratch scratch = Scratch.Borrow(ScratchSize(patches, asked.Maps, lines));
        float* first = scratch.Start,
            second = first + sums,
            left = first + asked.Maps * sums;
        nint depth = (nint)units * patches.UnitDepth;
        var depths = new Depths(patches, units, source.Plane, T.Columns, T.Rows, left + depth * T.Rows);
        int end = Math.Min((down + 1) * rowStep, asked.GroupRows);
        for (int row = down * rowStep; row < end; row += T.Rows)
        {
            int rows = Math.Min(T.Rows, end - row);
            for (int unit = 0; unit < patches.Units; unit += units)
            {
                int some = Math.Min(units, patches.Units - unit);
                float* channel = source.Of(block, group * patches.Units + unit);
                operands.PackLeft(row, rows, T.Rows, unit, some, left);
                Multiply(patches, tile, depths, some, left, channel, first, unit > 0);
                if (asked.Second is null)
                    continue;
                others.PackLeft(row, rows, T.Rows, unit, some, left);
                Multiply(patches, tile, depths, some, left, channel, second, unit > 0);
            }
            Return(patches, tile, first, row, rows, block);
            if (asked.Second is not null)
                Return(others.Patches, tile, second, row, rows, block);
        }
    }

    /// <summary>A panel of rows at every position of a tile: sums [rows, positions, samples].</summary>
    private static void Multiply(
        in Patches patches,
        in GridTile tile,
        in Depths depths,
        int units,
        float* left,
        float* channel,
        float* sums,
        bool accumulate
    )
    {
        int half = T.Columns / 2;
        nint stride = (nint)tile.Rows * tile.Columns * T.Columns,
            step = (nint)patches.Horizontal.SourceStep * T.Columns,
            line = (nint)patches.Vertical.SourceStep * patches.Horizontal.Source * T.Columns;
        for (int y = tile.Row; y < tile.Row + tile.Rows; y++)
        {
            float* position = channel + y * line;
            for (int x = 0; x < tile.Columns; x++, sums += T.Columns, position += step)
            {
                int list = depths.Of(y, x);
                var right = new RightAbreast(position, depths.List(list));
                var target = new TileTarget(sums, sums + half, stride, accumulate);
                T.Multiply(depths.Count(list, units), left + depths.First(list), right, target);
            }
        }
    }

    /// <summary>Brings the sums to the samples that they are of.</summary>
    private void Return(in Patches patches, in GridTile tile, float* sums, int row, int rows, int block)
    {
        float* target = patches.TargetOf((nint)block * T.Columns) + row * patches.RowStride;
        nint size = (nint)tile.Rows * tile.Columns * T.Columns;
        for (int r = 0; r < rows; r++, sums += size, target += patches.RowStride)
            patches.Turn(sums, T.Columns, T.Columns, target, asked.TargetSize, tile);
    }

    private static nint SumsSize(in Patches patches, int lines) =>
        (nint)lines * patches.Horizontal.Grid * T.Rows * T.Columns;

    private static int Ceiling(int size, int step) => (size + step - 1) / step;
}

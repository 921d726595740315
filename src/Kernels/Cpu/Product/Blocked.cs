namespace RuleCompiler.Kernels;

/// <summary>
/// The two factors and the target of a matrix product: target[rows, columns] = Σ left[rows, depth]·right[depth, columns].
/// The depth is counted in units that are packed as a whole (a channel with all taps of the window).
/// </summary>
internal unsafe interface IOperands
{
    /// <summary>Units of depth.</summary>
    int Units { get; }

    /// <summary>Numbers per unit.</summary>
    int UnitDepth { get; }

    /// <summary>Whether the right factor lies in memory row by row, a depth each.</summary>
    bool LiesInRows { get; }

    /// <summary>From one row of the target to the next.</summary>
    nint RowStride { get; }

    /// <summary>The target's first number.</summary>
    float* Target { get; }

    /// <summary>Packs one panel of rows: height numbers for each depth, zeros past <paramref name="rows"/>.</summary>
    void PackLeft(int row, int rows, int height, int unit, int units, float* panel);

    /// <summary>Packs one panel of columns: <paramref name="width"/> numbers for each depth, zeros past <paramref name="columns"/>.</summary>
    void PackRight(nint column, int columns, int width, int unit, int units, float* panel);

    /// <summary>Where the columns go in a row of the target; true if one after the other.</summary>
    bool Locate(nint column, int columns, nint* places);
}

/// <summary>What two products have in common that is packed.</summary>
internal enum Sharing
{
    /// <summary>There is one product.</summary>
    Alone,

    /// <summary>The right factor.</summary>
    Right,

    /// <summary>Neither factor. They are made of the same weights, which the second finds in the cache.</summary>
    Nothing,
}

/// <summary>
/// The blocked matrix product (after Goto and van de Geijn, "Anatomy of high-performance matrix multiplication",
/// ACM TOMS 34, 2008): a block of columns is packed once, a block of rows of it lies in the second-level cache, a
/// panel of columns in the first, and <typeparamref name="T"/> in the registers.
/// </summary>
/// <remarks>Two products of one size are computed block by block, so that what both read comes from memory once.</remarks>
/// <typeparam name="T">The register block.</typeparam>
internal static unsafe class Blocked<T>
    where T : struct, ITile
{
    /// <summary>How deep the panels are that lie in the first-level cache.</summary>
    public const int DepthBlock = 256;
    private const int RowBlock = 240;
    private const int ColumnBlock = 1536;
    private const int Strip = 16; // rows of a matrix that are packed side by side

    /// <summary>Whether the left factor of the first product is there, packed, when that of the second is asked for.</summary>
    public static bool KeepsLeft(int rows) => rows <= RowBlock;

    /// <summary>How many source channels are summed before they are added to what is there.</summary>
    public static int UnitsAtOnce(int unitDepth, int units) =>
        Math.Clamp(DepthBlock / Math.Max(1, unitDepth), 1, Math.Max(1, units));

    /// <summary>Computes rows [<paramref name="row"/>, <paramref name="rowEnd"/>) × columns [<paramref name="column"/>, <paramref name="columnEnd"/>).</summary>
    /// <remarks>Each number is summed in an order that depends on the depth alone, so any cut gives the same result.</remarks>
    public static void Compute<O0, O1>(
        in O0 first,
        in O1 second,
        Sharing sharing,
        int row,
        int rowEnd,
        nint column,
        nint columnEnd
    )
        where O0 : struct, IOperands
        where O1 : struct, IOperands
    {
        int unitsAtOnce = UnitsAtOnce(first.UnitDepth, first.Units);
        nint depthAtOnce = (nint)unitsAtOnce * first.UnitDepth;
        nint leftSize = Padded(Math.Min(RowBlock, rowEnd - row), T.Rows) * depthAtOnce;
        nint rightSize = Padded((int)Math.Min(ColumnBlock, columnEnd - column), T.Columns) * depthAtOnce;
        leftSize = Padded(leftSize, 16);
        using Scratch scratch = Scratch.Borrow(leftSize + rightSize + T.Rows * T.Columns);
        var panels = new Panels(scratch.Start, scratch.Start + leftSize, scratch.Start + leftSize + rightSize);

        for (nint c = column; c < columnEnd; c += ColumnBlock)
        {
            int columns = (int)Math.Min(ColumnBlock, columnEnd - c);
            for (int unit = 0; unit < first.Units; unit += unitsAtOnce)
            {
                int units = Math.Min(unitsAtOnce, first.Units - unit);
                Right(first, c, columns, unit, units, panels.Right);
                Rows(first, row, rowEnd, c, columns, unit, units, panels);
                if (sharing == Sharing.Nothing)
                    Right(second, c, columns, unit, units, panels.Right);
                if (sharing != Sharing.Alone)
                    Rows(second, row, rowEnd, c, columns, unit, units, panels);
            }
        }
    }

    /// <summary>Packs columns.</summary>
    private static void Right<O>(in O operands, nint column, int columns, int unit, int units, float* panels)
        where O : struct, IOperands
    {
        nint depth = (nint)units * operands.UnitDepth;
        int step = operands.LiesInRows ? Strip : units;
        for (int u = 0; u < units; u += step)
        {
            int strip = Math.Min(step, units - u);
            float* to = panels + (nint)u * operands.UnitDepth * T.Columns;
            for (int j = 0; j < columns; j += T.Columns)
            {
                int some = Math.Min(T.Columns, columns - j);
                operands.PackRight(column + j, some, T.Columns, unit + u, strip, to + j * depth);
            }
        }
    }

    /// <summary>All rows by the columns and the depth that are packed.</summary>
    private static void Rows<O>(
        in O operands,
        int row,
        int rowEnd,
        nint column,
        int columns,
        int unit,
        int units,
        in Panels panels
    )
        where O : struct, IOperands
    {
        nint depth = (nint)units * operands.UnitDepth;
        for (int r = row; r < rowEnd; r += RowBlock)
        {
            int rows = Math.Min(RowBlock, rowEnd - r);
            for (int i = 0; i < rows; i += T.Rows)
                operands.PackLeft(r + i, Math.Min(T.Rows, rows - i), T.Rows, unit, units, panels.Left + i * depth);
            Block(operands, r, rows, column, columns, depth, panels, unit > 0);
        }
    }

    private static void Block<O>(
        in O operands,
        int row,
        int rows,
        nint column,
        int columns,
        nint depth,
        in Panels panels,
        bool accumulate
    )
        where O : struct, IOperands
    {
        float* left = panels.Left,
            right = panels.Right,
            edge = panels.Edge;
        nint* places = stackalloc nint[T.Columns];
        nint stride = operands.RowStride;
        int half = T.Columns / 2;
        var aside = new TileTarget(edge, edge + half, T.Columns, false);
        for (int j = 0; j < columns; j += T.Columns)
        {
            int width = Math.Min(T.Columns, columns - j);
            var some = new PackedRight(right + j * depth);
            bool straight = operands.Locate(column + j, width, places) && width == T.Columns;
            for (int i = 0; i < rows; i += T.Rows)
            {
                int height = Math.Min(T.Rows, rows - i);
                float* target = operands.Target + (row + i) * stride;
                if (straight && height == T.Rows)
                {
                    float* to = target + places[0];
                    T.Multiply(depth, left + i * depth, some, new TileTarget(to, to + half, stride, accumulate));
                    continue;
                }
                T.Multiply(depth, left + i * depth, some, aside);
                Scatter(edge, target, stride, height, width, places, accumulate);
            }
        }
    }

    private static void Scatter(
        float* edge,
        float* target,
        nint stride,
        int height,
        int width,
        nint* places,
        bool accumulate
    )
    {
        for (int i = 0; i < height; i++, target += stride, edge += T.Columns)
        {
            for (int j = 0; j < width; j++)
                target[places[j]] = accumulate ? edge[j] + target[places[j]] : edge[j];
        }
    }

    private static nint Padded(nint size, int block) => (size + block - 1) / block * block;
}

/// <summary>Where the packed factors lie, and a tile that hangs over the target's edge.</summary>
internal readonly unsafe struct Panels(float* left, float* right, float* edge)
{
    /// <summary>[rows, depth], in tiles.</summary>
    public readonly float* Left = left;

    /// <summary>[columns, depth], in tiles.</summary>
    public readonly float* Right = right;

    /// <summary>One tile.</summary>
    public readonly float* Edge = edge;
}

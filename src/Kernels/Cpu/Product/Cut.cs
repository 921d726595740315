namespace RuleCompiler.Kernels;

/// <summary>How a matrix product [rows, columns] is cut into items for threads.</summary>
/// <param name="RowStep">Rows of an item.</param>
/// <param name="RowPieces">Items along the rows.</param>
/// <param name="ColumnStep">Columns of an item.</param>
/// <param name="ColumnPieces">Items along the columns.</param>
internal readonly record struct Cut(int RowStep, int RowPieces, nint ColumnStep, int ColumnPieces)
{
    private const int ColumnBlock = 1536;

    /// <summary>How many items.</summary>
    public int Pieces => RowPieces * ColumnPieces;

    /// <summary>
    /// Cuts along the longer side, since each item packs the whole other factor again; in whole tiles, so that a
    /// cut leaves no more incomplete tiles than there were.
    /// </summary>
    /// <param name="rows">Rows of the product.</param>
    /// <param name="columns">Columns of the product.</param>
    /// <param name="pieces">How many items are wanted.</param>
    public static Cut For<T>(int rows, nint columns, int pieces)
        where T : struct, ITile
    {
        if (pieces <= 1)
            return new Cut(rows, 1, columns, 1);
        if (columns < rows)
        {
            int step = (int)Step(rows, pieces, T.Rows);
            return new Cut(step, (rows + step - 1) / step, columns, 1);
        }
        // blocks of the sequential order cost nothing extra
        nint wide = columns >= (nint)pieces * ColumnBlock ? ColumnBlock : Step(columns, pieces, T.Columns);
        return new Cut(rows, 1, wide, checked((int)((columns + wide - 1) / wide)));
    }

    private static nint Step(nint size, int pieces, int tile)
    {
        nint tiles = (size + tile - 1) / tile;
        return (tiles + pieces - 1) / pieces * tile;
    }
}

namespace RuleCompiler.Kernels;

/// <summary>A dense layer or its adjoint on many samples, by the blocked product.</summary>
/// <typeparam name="G0">The first map.</typeparam>
/// <typeparam name="G1">The second map; unused where there is one target.</typeparam>
/// <typeparam name="T">The register block.</typeparam>
internal static class DenseProduct<G0, G1, T>
    where G0 : IWeightMap
    where G1 : IWeightMap
    where T : struct, ITile
{
    /// <summary>Computes what is asked.</summary>
    public static void Run(in LayerProduct asked)
    {
        int degree = asked.Degree;
        Cut cut = Cut.For<T>(asked.Count, asked.Rows, degree <= 1 ? 1 : 2 * degree);
        Workers.Run(new DenseJob<G0, G1, T>(asked, cut), cut.Pieces, degree);
    }
}

/// <summary>An item is a piece of the product.</summary>
internal readonly unsafe struct DenseJob<G0, G1, T>(LayerProduct asked, Cut cut) : IJob
    where G0 : IWeightMap
    where G1 : IWeightMap
    where T : struct, ITile
{
    /// <inheritdoc/>
    public void Do(int item)
    {
        (int across, int down) = Math.DivRem(item, cut.RowPieces);
        nint column = across * cut.ColumnStep,
            columnEnd = Math.Min(column + cut.ColumnStep, asked.Rows);
        int row = down * cut.RowStep,
            rowEnd = Math.Min(row + cut.RowStep, asked.Count);
        var first = new DenseOperands<G0>(asked, packed: false);
        var second = new DenseOperands<G1>(asked.Latter, packed: typeof(G0) == typeof(Identity));
        Sharing sharing = asked.Second is null ? Sharing.Alone : Sharing.Nothing;
        Blocked<T>.Compute(first, second, sharing, row, rowEnd, column, columnEnd);
    }
}

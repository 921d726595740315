namespace RuleCompiler.Kernels;

/// <summary>A dense layer or its adjoint on many samples, by the blocked product.</summary>
/// <typeparam name="G">g(w).</typeparam>
/// <typeparam name="T">The register block.</typeparam>
internal static class DenseProduct<G, T>
    where G : IWeightMap
    where T : struct, ITile
{
    /// <summary>Computes one of the targets that are asked for.</summary>
    public static void Run(in LayerProduct asked, in Plane target)
    {
        int degree = asked.Degree;
        Cut cut = Cut.For<T>(asked.Count, asked.Rows, degree <= 1 ? 1 : 2 * degree);
        Workers.Run(new DenseJob<G, T>(asked, target, cut), cut.Pieces, degree);
    }
}

/// <summary>An item is a piece of the product.</summary>
internal readonly unsafe struct DenseJob<G, T>(LayerProduct asked, Plane target, Cut cut) : IJob
    where G : IWeightMap
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
        var operands = new DenseOperands<G>(
            asked.Source.Start,
            asked.Weights.Start,
            target.Start,
            asked.Shape.Channels,
            asked.Shape.OutChannels,
            asked.Adjoint
        );
        Blocked<T>.Compute(operands, operands, false, row, rowEnd, column, columnEnd);
    }
}

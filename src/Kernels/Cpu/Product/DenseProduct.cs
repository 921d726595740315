namespace RuleCompiler.Kernels;

/// <summary>A dense layer or its adjoint on many samples, by the blocked product.</summary>
/// <typeparam name="G">g(w).</typeparam>
/// <typeparam name="T">The register block.</typeparam>
internal static class DenseProduct<G, T>
    where G : IWeightMap
    where T : struct, ITile
{
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
        int degree = Workers.Degree(threads, 2 * count * shape.Multiplications);
        int columns = adjoint ? shape.Channels : shape.OutChannels;
        Cut cut = Cut.For<T>(count, columns, degree <= 1 ? 1 : 2 * degree);
        var job = new DenseJob<G, T>(shape, count, source, weights, target, adjoint, accumulate, cut);
        Workers.Run(job, cut.Pieces, degree);
    }
}

/// <summary>An item is a piece of the product.</summary>
internal readonly unsafe struct DenseJob<G, T>(
    ConvShape shape,
    int count,
    Plane source,
    Plane weights,
    Plane target,
    bool adjoint,
    bool accumulate,
    Cut cut
) : IJob
    where G : IWeightMap
    where T : struct, ITile
{
    /// <inheritdoc/>
    public void Do(int item)
    {
        (int across, int down) = Math.DivRem(item, cut.RowPieces);
        int columns = adjoint ? shape.Channels : shape.OutChannels;
        nint column = across * cut.ColumnStep,
            columnEnd = Math.Min(column + cut.ColumnStep, columns);
        int row = down * cut.RowStep,
            rowEnd = Math.Min(row + cut.RowStep, count);
        var operands = new DenseOperands<G>(
            source.Start,
            weights.Start,
            target.Start,
            shape.Channels,
            shape.OutChannels,
            adjoint
        );
        Blocked<T>.Compute(ref operands, ref operands, false, row, rowEnd, column, columnEnd, accumulate);
    }
}

namespace RuleCompiler.Kernels;

/// <summary>A convolution or its adjoint by the blocked product.</summary>
/// <typeparam name="G0">The first map.</typeparam>
/// <typeparam name="G1">The second map; unused where there is one target.</typeparam>
/// <typeparam name="T">The register block.</typeparam>
internal static class Convolution<G0, G1, T>
    where G0 : IWeightMap
    where G1 : IWeightMap
    where T : struct, ITile
{
    /// <summary>Computes what is asked.</summary>
    public static void Run(in LayerProduct asked)
    {
        int degree = asked.Degree;
        var job = new ConvJob<G0, G1, T>(asked, degree);
        Workers.Run(job, job.Items, degree);
    }
}

/// <summary>An item is a piece of one phase of one group.</summary>
internal readonly struct ConvJob<G0, G1, T> : IJob
    where G0 : IWeightMap
    where G1 : IWeightMap
    where T : struct, ITile
{
    private readonly LayerProduct asked;
    private readonly Cut cut;

    public ConvJob(in LayerProduct asked, int degree)
    {
        this.asked = asked;
        int grids = asked.Phases * asked.Shape.Groups,
            wanted = degree <= 1 ? 1 : (2 * degree + grids - 1) / grids;
        nint columns = new Patches(asked, asked.First, 0, 0).Positions * asked.Count; // phase 0 is the largest
        cut = Cut.For<T>(asked.GroupRows, columns, wanted);
    }

    /// <summary>How many items.</summary>
    public int Items => asked.Phases * asked.Shape.Groups * cut.Pieces;

    private Sharing Sharing =>
        asked.Second is null ? Sharing.Alone
        : asked.Other is null ? Sharing.Right
        : Sharing.Nothing;

    /// <inheritdoc/>
    public void Do(int item)
    {
        (item, int piece) = Math.DivRem(item, cut.Pieces);
        (int phase, int group) = Math.DivRem(item, asked.Shape.Groups);
        (int across, int down) = Math.DivRem(piece, cut.RowPieces);
        var operands = new ConvOperands<G0>(asked, asked.First, phase, group);
        nint columns = operands.Patches.Positions * asked.Count;
        nint column = across * cut.ColumnStep,
            columnEnd = Math.Min(column + cut.ColumnStep, columns);
        int row = down * cut.RowStep,
            rowEnd = Math.Min(row + cut.RowStep, asked.GroupRows);
        LayerProduct latter = asked.Latter;
        bool packed = typeof(G0) == typeof(Identity) && Blocked<T>.KeepsLeft(rowEnd - row);
        var others = new ConvOperands<G1>(latter, latter.First, phase, group, packed);
        if (column < columnEnd && row < rowEnd)
            Blocked<T>.Compute(operands, others, Sharing, row, rowEnd, column, columnEnd);
    }
}
